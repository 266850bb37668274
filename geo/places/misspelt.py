"""Listed names that a misspelt one may stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from geo.places import slips
from geo.places.atlas import Atlas, Posting
from geo.places.names import normalise, script_of

MIN_LETTERS = 6


class Misspelt:
    """The curated names, ready to be compared letter by letter."""

    def __init__(self, atlas: Atlas) -> None:
        """Sort the curated names of `atlas` by script."""
        self.atlas = atlas
        self._by_script: dict[str, list[str]] = defaultdict(list)
        for key in atlas.curated_keys():
            if key[0] == "=" and len(key) > MIN_LETTERS:
                self._by_script[script_of(key[1:])].append(key[1:])

    def nearest(self, text: str, limit: int = 3) -> list[str]:
        """Curated names spelled most like `text`, for a message; none if nothing is close."""
        key = normalise(text)
        found = process.extract(
            key, self._by_script.get(script_of(key), ()), scorer=OSA.normalized_similarity,
            limit=limit, score_cutoff=0.6,
        )  # fmt: skip
        rows = (self.atlas.curated(f"={key}")[0][0] for key, _, _ in found)
        return list(dict.fromkeys(self.atlas.place(row).name for row in rows))

    def postings(self, key: str) -> Iterator[Posting]:
        """One slip in six to eight letters, two in more; never a change of script.

        Among the world's names, a hundred times as many, only one slip is forgiven.
        """
        if len(key) < MIN_LETTERS:
            return
        allowed = 1 if len(key) <= 8 else 2
        keys: Sequence[str] = self._by_script.get(script_of(key), ())
        for near, _, _ in process.extract(
            key, keys, scorer=OSA.distance, score_cutoff=allowed, limit=5
        ):
            if near[0] == key[0]:
                yield from self.atlas.curated(f"={near}")
        if self.atlas.world is not None and len(key) > MIN_LETTERS:
            for mended in slips.one_slip_away(key, self.atlas.world.has):
                yield from self.atlas.postings(mended)
