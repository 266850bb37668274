"""The name inside a longer wording: "Ussuriysk" in "a military base near Ussuriysk".

Claims carry wording, not names. To say why a wording means a place, the words that name it are
looked for; where none of them does ("the battlefield, not named"), there is nothing to explain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from geo.places.gazetteer import Gazetteer
from geo.places.place import Place
from geo.places.resolution import Resolution, Status

MAX_WORDS = 40
"""Words of a wording that are looked at."""
MAX_NAME_WORDS = 6

_WORD = re.compile(r"[^\s,;:()\[\]“”«»\"]+")


def name_in(
    wording: str, place: Place, gazetteer: Gazetteer, *, context: str = ""
) -> Resolution | None:
    """What the gazetteer makes of the words in `wording` that name `place`; None if none does.

    Of several phrases one that resolves to `place` goes before one that leaves it among the
    candidates, then a longer one before a shorter. `context` is the text around the wording.
    """
    around = f"{wording}. {context}" if context else wording
    weaker: Resolution | None = None
    for phrase in _phrases(wording):
        answer = gazetteer.resolve(phrase, context=around)
        if answer.status is Status.RESOLVED and answer.place == place:
            return answer
        if weaker is None and any(one.place == place for one in answer.candidates):
            weaker = answer
    return weaker


def _phrases(wording: str) -> Iterator[str]:
    """The wording itself, then runs of its words that could be a name, longest first."""
    yield wording
    words = list(_WORD.finditer(wording))[:MAX_WORDS]
    for length in range(min(MAX_NAME_WORDS, len(words)), 0, -1):
        for first in range(len(words) - length + 1):
            run = words[first : first + length]
            if not run[0][0][0].islower():  # a name begins with a capital where there are any
                yield wording[run[0].start() : run[-1].end()]
