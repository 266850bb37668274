"""What is new, changed and retracted between two days: a brief of the claims that differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from geo.claims.changes import ClaimNews, News
from geo.claims.dates import day_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from geo.briefing.brief import Brief, BriefTable
    from geo.claims.card import ClaimCard
    from geo.places.location import Location

WORDS: Final = {
    News.NEW: "New",
    News.STATUS: "Changed",
    News.CONFIDENCE: "Changed",
    News.TAKEN_BACK: "Retracted",
    News.STATEMENTS: "Changed",
    News.EDITED: "Changed",
    News.GONE: "Gone",
}
"""The one word before each claim."""


def comparison(
    brief: Brief,
    news: Sequence[ClaimNews],
    row_of: Mapping[str, int],
    since: date,
    until: date,
    clean: Callable[[str], str] = str,
) -> Brief:
    """The brief of those of its claims that are not as they were; each says what happened to it.

    `brief` is of the later day, `row_of` the rows of its table by claim. Claims that are no longer
    there have no row and are named in a note. `clean` is applied to what is said of the news.
    """
    shown = set(brief.rows)
    told = {row_of[one.claim.id]: one for one in news if one.claim.id in row_of}
    told = {row: one for row, one in told.items() if row in shown}
    gone = [one for one in news if one.news is News.GONE]
    counted = Counter(WORDS[one.news] for one in told.values())
    retracted = sum(bool(one.taken_back) for one in told.values())
    counts = [
        f"{counted['New']} new",
        f"{counted['Changed'] + counted['Retracted']} changed",
        f"{retracted} with statements retracted",
    ]
    notes = list(brief.notes)
    if gone:
        notes.append(clean("No longer there: " + "; ".join(one.claim.summary for one in gone)))
    span = f"from {day_words(since)} to {day_words(until)}"
    words = {
        row: f"{WORDS[one.news]}. {{}} {clean(' '.join(_sentences(one)))}".strip()
        for row, one in told.items()
    }
    return replace(
        brief,
        subtitle=f"{brief.subtitle}, what became known {span}",
        table=NewsTable(brief.table, words),
        rows=tuple(row for row in brief.rows if row in told),
        counts=" · ".join((f"{len(told)} of {brief.total} claims", *counts)),
        notes=tuple(notes),
    )


def _sentences(one: ClaimNews) -> Sequence[str]:
    """What happened; a new claim's standing is on its card already."""
    return () if one.news is News.NEW else one.sentences()


@dataclass(frozen=True)
class NewsTable:
    """A table whose claims say what happened to them; `words` hold the place of the summary."""

    table: BriefTable
    words: Mapping[int, str]

    @property
    def n(self) -> int:
        """Number of rows."""
        return self.table.n

    @property
    def size(self) -> NDArray[np.uint8]:
        """Size class of each row."""
        return self.table.size

    @property
    def locations(self) -> Sequence[Location | None]:
        """Where each row is."""
        return self.table.locations

    @property
    def revision(self) -> str:
        """Name of the state of the data."""
        return self.table.revision

    @property
    def last_change(self) -> date | None:
        """Day of the last change to the data."""
        return self.table.last_change

    def card(self, row: int) -> ClaimCard:
        """One claim with its news."""
        card = self.table.card(row)
        before, _, after = self.words.get(row, "{}").partition("{}")
        return replace(card, summary=f"{before}{card.summary}{after}".strip())
