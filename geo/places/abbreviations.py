"""States and provinces as news agencies shorten them: "Ill.", "N.C.", "TX", "Ont."."""

from __future__ import annotations

from geo.places import lists
from geo.places.atlas import Atlas

LONGEST = 8


class Abbreviations:
    """Rows of admin-1 areas by their abbreviations.

    Postal codes count only in capitals ("OR", never "or"), the rest only with a capital.
    """

    def __init__(self, atlas: Atlas) -> None:
        """Read the list; areas that `atlas` does not have are left out."""
        self._postal: dict[str, list[int]] = {}
        self._written: dict[str, list[int]] = {}
        for entry in lists.read("abbreviations"):
            if "." not in entry["code"]:
                continue  # a country: its short forms are names like any other
            rows = atlas.region_rows(entry["code"])
            for text in filter(None, entry["written"].split("|")):
                self._written.setdefault(_key(text), []).extend(rows)
            if entry["postal"]:
                self._postal.setdefault(entry["postal"], []).extend(rows)

    def rows(self, text: str) -> list[int]:
        """The areas an abbreviation stands for; none for anything else."""
        if len(text) > LONGEST or not text[:1].isupper() or not text.isascii():
            return []
        if text in self._postal:
            return self._postal[text]
        return self._written.get(_key(text), [])


def _key(text: str) -> str:
    """Without the last full stop and spaces: "La." is Louisiana, "L.A." is not."""
    return text.replace(" ", "").rstrip(".").lower()
