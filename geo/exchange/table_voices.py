"""Who says what a row of a table claims: outlets, originators, stance and grade."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from geo.claims.dates import EdtfDate
from geo.claims.model import Grade
from geo.claims.vocabulary import OriginatorKind, Stance
from geo.errors import ModelError
from geo.exchange import mapping_words
from geo.exchange.coded import Cells, Refused, listed, web_address
from geo.exchange.making import NOT_JUDGED, Making, shortened
from geo.exchange.mapping import Mapping

UNPAIRED: Final = "The table does not say which of its sources quotes whom."
_SPACED: Final = re.compile(r"[;|\s]+")


class TableVoices:
    """Makes the statements of rows, and the documents and originators they need."""

    def __init__(self, mapping: Mapping, making: Making) -> None:
        self._mapping = mapping
        self._making = making
        self._report = making.report

    def add(
        self, row: Cells, claim: str, outlets: Sequence[str], published: EdtfDate, known: str,
        note: str,
    ) -> None:  # fmt: skip
        """A statement for each outlet and each originator that the row names.

        Where there are as many of one as of the other they belong together.
        """
        mapping, making = self._mapping, self._making
        voices = parts_of(row.one(mapping.originator))
        addresses = self._addresses(row, len(outlets))
        title = shortened(row.one(mapping.title), 300)
        language = _language(row.one(mapping.language) or mapping.default_language)
        grade, why = self._grade(row)
        stance = self._stance(row)
        if len(voices) > 1 and len(outlets) not in (1, len(voices)):
            note = "\n".join(filter(None, (note, UNPAIRED)))
        for position in range(max(len(outlets), len(voices))):
            at = min(position, len(outlets) - 1)
            document = making.document(
                outlets[at], published, known, url=addresses[at], description=title,
                language=language,
            )  # fmt: skip
            if voices:
                originator = making.originator(voices[min(position, len(voices) - 1)])
            else:
                originator = making.originator(outlets[at], OriginatorKind.MEDIA)
            making.statement(
                claim, document, originator, stance=stance, grade=grade, grade_basis=why, note=note
            )

    def _addresses(self, row: Cells, outlets: int) -> list[str | None]:
        """A web address for each outlet; one address alone is the first outlet's."""
        cell = row.one(self._mapping.url)
        if not cell:
            return [None] * outlets
        found = [
            web_address(one) for one in (cell.split() if outlets == 1 else _SPACED.split(cell))
        ]
        if None in found or len(found) not in (1, outlets):
            self._report.note("web addresses that are none, or not one for each source, left out")
            found = [one for one in found[:1] if one]
        return [*found, *[None] * outlets][:outlets]

    def _stance(self, row: Cells) -> Stance:
        word = row.one(self._mapping.stance)
        found = mapping_words.stance_of(word) if word else Stance.ASSERTS
        if found is None:
            raise Refused(
                self._mapping.stance, word, "is not in the vocabulary.",
                f"Use one of: {', '.join(Stance)}.",
            )  # fmt: skip
        return found

    def _grade(self, row: Cells) -> tuple[Grade, str]:
        cell = row.one(self._mapping.grade).upper()
        if not cell:
            return Grade(), NOT_JUDGED
        try:
            return Grade(cell[:1], cell[1:].strip()), f"Column {self._mapping.grade!r}."
        except ModelError as error:
            raise Refused(
                self._mapping.grade, cell, "is no grade:", f"{error} Write it as B2."
            ) from None


@lru_cache(maxsize=1_024)
def parts_of(cell: str) -> tuple[str, ...]:
    """The outlets or voices of a cell that may name several, with semicolons between."""
    if ";" not in cell:
        return (cell,) if cell else ()
    return tuple(dict.fromkeys(listed(cell)))


@lru_cache(maxsize=256)
def _language(cell: str) -> str:
    """A BCP 47 tag, or "und" for what is none; VIINA and others write "ua" for Ukrainian."""
    plain = cell.strip().lower().replace("_", "-")
    tag = {"ua": "uk", "ukrainian": "uk", "russian": "ru", "english": "en", "indonesian": "id",
           "korean": "ko", "kr": "ko"}.get(plain, plain)  # fmt: skip
    main = tag.partition("-")[0]
    return (
        tag
        if main.isascii() and main.isalpha() and 2 <= len(main) <= 3 and len(tag) <= 35
        else ("und")
    )
