"""A table of any columns as claims, one a row, by a mapping of its columns.

Whatever the mapping leaves open has an honest default that says so: the grade is F6, "Not judged at
import"; the basis of a date names its column and how it was read; a report without a date of its
own is taken to be of about the day of the event; coordinates without a precision have a radius.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from geo.claims.model import Claim, Figure
from geo.claims.vocabulary import Kind, Modality
from geo.errors import InputRefused, ModelError
from geo.exchange import cells, mapping_words
from geo.exchange.coded import Cells, Refused, taken_rows
from geo.exchange.delimited import open_table, peek
from geo.exchange.making import LONGEST_SUMMARY, Making, digest, id_part, shortened
from geo.exchange.mapping import Mapping, fingerprint, problems
from geo.exchange.mapping_guess import guess_mapping
from geo.exchange.report import Record, Report, Tick
from geo.exchange.spots import Spots
from geo.exchange.table_dates import TableDates
from geo.exchange.table_places import TablePlaces
from geo.exchange.table_voices import TableVoices, parts_of

if TYPE_CHECKING:
    from geo.places.gazetteer import Gazetteer
    from geo.places.regions import Regions

OF_THE_FILE = "rows whose source is the file itself, because no column names one"


def read(
    path: Path,
    gazetteer: Gazetteer,
    regions: Regions,
    report: Report,
    tick: Tick,
    mapping: Mapping | None = None,
) -> Iterator[Record]:
    """The records of a table; see `geo.exchange.incoming`.

    Without a mapping it is guessed, and where no column names a source the file is the source.
    Raises `InputRefused` when a mapping lacks what a claim cannot be without.
    """
    header, sample = (
        peek(path)
        if mapping is None
        else peek(path, encoding=mapping.encoding, separator=mapping.separator)
    )
    if mapping is None:
        mapping = guess_mapping(header, sample)
        if not mapping.source:
            mapping = dataclasses.replace(mapping, default_source=path.name)
            report.note(OF_THE_FILE, 0)
    if found := problems(mapping, header):
        raise InputRefused(dataclasses.replace(one, file=path.name) for one in found)
    making = Making(f"csv-{fingerprint(header)[:6]}", report)
    spots = Spots(gazetteer, regions, making)
    rows = Rows(
        mapping,
        making,
        TablePlaces(mapping, spots, report, header, sample),
        TableDates(mapping, path, report),
    )
    with open_table(path, report, encoding=mapping.encoding, separator=mapping.separator) as table:
        at = {name: position for position, name in enumerate(table.header)}
        yield from taken_rows(table, report, tick, at, rows.take, making.drop_row)


class Rows:
    """Makes the records of one row after the other."""

    def __init__(
        self, mapping: Mapping, making: Making, places: TablePlaces, dates: TableDates
    ) -> None:
        self._mapping = mapping
        self._making = making
        self._places = places
        self._dates = dates
        self._voices = TableVoices(mapping, making)
        self._report = making.report
        self._default_kind = Kind(mapping.default_kind)

    def take(self, row: Cells) -> list[Record]:
        """The records that a row brings; raises `Refused` where it brings none."""
        mapping, making = self._mapping, self._making
        claim, column = self._id(row)
        if not making.first_use(claim, row.row, column, row.all()):
            return []
        when, basis = self._dates.event(row)
        published, known = self._dates.published(row, when)
        outlets = parts_of(row.one(mapping.source)) or parts_of(mapping.default_source)
        if not outlets:
            raise Refused(
                mapping.source, "", "is empty, so nobody says who published this.",
                "Fill it in, or give a source for the whole file.",
            )  # fmt: skip
        if not mapping.source:
            self._report.note(OF_THE_FILE)
        kind, kind_word = self._kind(row)
        spot = self._places.spot(row)
        figure = self._figure(row)
        actor = shortened(row.one(mapping.actor), 200)
        text = row.one(mapping.summary) or row.one(mapping.title)
        if not text:
            counted = f", {figure.words()}" if figure else ""
            where = f" in {spot.words}" if spot.words else ""
            by = f" by {actor}" if actor else ""
            if not (where or by or kind_word):
                raise Refused(
                    mapping.summary or mapping.place or mapping.kind, "",
                    "is empty, and nothing else says what is claimed.",
                    "Fill in the text, the kind or the place.",
                )  # fmt: skip
            text = f"{kind_word or kind.value.capitalize()}{by}{where}{counted}."
        making.claim(
            Claim(
                claim, kind, self._modality(row), shortened(text), date=when, date_basis=basis,
                figure=figure, actor=actor, **spot.fields(),
            )
        )  # fmt: skip
        note = self._note(row, text, kind_word)
        self._voices.add(row, claim, outlets, published, known, note)
        self._report.taken += 1
        return making.finish_row()

    def _id(self, row: Cells) -> tuple[str, str | None]:
        """The claim's id from the row's own, else from all it holds; and the column it is from."""
        own = cells.id_of(row.one(self._mapping.id)) if self._mapping.id else ""
        part = id_part(own) if own else digest(row.all())
        return f"{self._making.prefix}-{part}", self._mapping.id or None

    def _kind(self, row: Cells) -> tuple[Kind, str]:
        word = row.one(self._mapping.kind)
        if not word:
            return self._default_kind, ""
        kind = mapping_words.kind_of(word)
        if kind is None:
            self._report.note("kinds that are none of ours; their words are in the note")
        return kind or Kind.OTHER, shortened(word, 100)

    def _modality(self, row: Cells) -> Modality:
        word = row.one(self._mapping.modality)
        found = mapping_words.modality_of(word) if word else Modality.HAPPENED
        if found is None:
            raise Refused(
                self._mapping.modality, word, "is not in the vocabulary.",
                f"Use one of: {', '.join(Modality)}.",
            )  # fmt: skip
        return found

    def _figure(self, row: Cells) -> Figure | None:
        mapping = self._mapping
        if not (mapping.low or mapping.best or mapping.high):
            return None
        found = [row.one(one) for one in (mapping.low, mapping.best, mapping.high)]
        if not any(found):
            return None
        try:
            return cells.figure(
                found[0], found[1], found[2], row.one(mapping.unit) or mapping.default_unit
            )
        except (ValueError, ModelError) as error:
            given = [
                (column, cell)
                for column, cell in zip(
                    (mapping.low, mapping.best, mapping.high), found, strict=True
                )
                if cell
            ]
            value = " / ".join(cell for _, cell in given)
            raise Refused(given[0][0], value, "is no figure.", str(error)) from None

    def _note(self, row: Cells, text: str, kind_word: str) -> str:
        parts = [row.one(self._mapping.note)]
        if len(text) > LONGEST_SUMMARY:
            parts.append(text)
        if kind_word and kind_word.casefold() not in set(Kind):
            parts.append(f"{self._mapping.kind}: {kind_word}")
        parts += [
            f"{column}: {value}" for column in self._mapping.others if (value := row.one(column))
        ]
        return "\n".join(filter(None, parts))
