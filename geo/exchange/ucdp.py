"""UCDP GED, the Georeferenced Event Dataset of the Uppsala Conflict Data Program, as claims.

Codes are those of the UCDP GED Codebook (S. Högbladh, Department of Peace and Conflict Research,
Uppsala University; R. Sundberg and E. Melander, "Introducing the UCDP Georeferenced Event Dataset",
Journal of Peace Research 50(4), 2013). Data: CC BY 4.0.

``where_prec``, as the codebook has it, and what becomes of it:

1. the exact location is known: the place, radius 3 km, or that of the city;
2. within about 25 km of a known point: near that place, 25 km;
3. only the second-order division is known: an area of 50 km around the coded point;
4. only the first-order division: its polygon, found by its name within the country, by the point
   only within that country;
5. a linear feature or an area without formal borders: an area of 100 km;
6. only the country: the country, on the shelf beside the map;
7. over water or in international airspace: a sea area of 200 km.

``date_prec``: 1 the exact day; 2 within 2 to 6 days; 3 the week; 4 8 to 30 days or the month; 5
more than a month, up to a year. The coded start and end are the interval; where a code above 1 has
one day for both, the date is marked approximate.

``low``, ``best``, ``high`` are deaths. Every entry of ``source_office`` is a document, every entry
of ``source_original`` an originator.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from geo.claims.dates import EdtfDate, read_date
from geo.claims.model import Claim, Figure
from geo.claims.vocabulary import Kind, Modality, OriginatorKind
from geo.exchange.cells import id_of
from geo.exchange.coded import Cells, Refused, count_words, read_rows, span
from geo.exchange.countries import country_code, country_of_gw
from geo.exchange.making import Making, id_part, shortened
from geo.exchange.report import Record, Report, Tick
from geo.exchange.spans import about, span_text
from geo.exchange.spots import Spots
from geo.exchange.ucdp_places import UcdpPlaces, todays_name
from geo.exchange.ucdp_sources import Source, sources_of, voices_of
from geo.places.gazetteer import Gazetteer
from geo.places.regions import Regions

NEEDED: Final = ("id", "where_prec", "date_prec", "date_start", "date_end", "latitude", "longitude")

WHEN: Final = {
    1: "the exact day is known",
    2: "known within 2 to 6 days",
    3: "only the week is known",
    4: "known within 8 to 30 days, or the month only",
    5: "known within a year only",
}


def read(
    path: Path, gazetteer: Gazetteer, regions: Regions, report: Report, tick: Tick
) -> Iterator[Record]:
    """The records of a UCDP GED file; see `geo.exchange.incoming`."""
    making = Making("ucdp", report)
    places = UcdpPlaces(Spots(gazetteer, regions, making), report)
    rows = _Rows(making, places, report)
    return read_rows(path, report, tick, NEEDED, rows.take, making.drop_row)


class _Rows:
    """Makes the records of one event after the other."""

    def __init__(self, making: Making, places: UcdpPlaces, report: Report) -> None:
        self._making = making
        self._places = places
        self._report = report

    def take(self, row: Cells) -> list[Record]:
        making = self._making
        number = id_of(row.needed("id"))
        claim = f"ucdp-{id_part(number)}"
        when, basis = _when(row)
        country = _country(row)
        if not making.first_use(claim, row.row, "id", row.all()):
            return []
        spot, where = self._places.place(row, country)
        figure = _figure(row)
        making.claim(
            Claim(
                claim, Kind.INCIDENT, Modality.HAPPENED, _summary(row, where, figure),
                date=when, date_basis=basis, figure=figure, actor=_actor(row), **spot.fields(),
            )
        )  # fmt: skip
        self._statements(row, claim, number, sources_of(row, when))
        self._report.taken += 1
        return making.finish_row()

    def _statements(self, row: Cells, claim: str, number: str, sources: list[Source]) -> None:
        """A statement for each report and each originator, paired where UCDP pairs them."""
        making = self._making
        voices = voices_of(row, sources)
        paired = len(sources) == 1 or len(voices) in (0, 1, len(sources))
        note = _note(row, number, "" if paired else (
            f" UCDP names {len(sources)} reports and {len(voices)} original sources without "
            "saying whose is whose."
        ))  # fmt: skip
        for position in range(max(len(sources), len(voices))):
            source = sources[min(position, len(sources) - 1)]
            document = making.document(
                source.outlet, source.published, source.basis, description=source.title
            )
            if voices:
                voice = voices[min(position, len(voices) - 1)]
                same = voice.casefold() == source.outlet.casefold()
                kind = OriginatorKind.MEDIA if same and not source.is_archive else None
                originator = making.originator(voice, kind, of=todays_name(row.text("country")))
            else:
                originator = making.originator(source.outlet, OriginatorKind.MEDIA)
            making.statement(claim, document, originator, note=note)


def _country(row: Cells) -> str:
    name = row.text("country")
    code = country_code(name)
    if code:
        return code
    number = row.text("country_id")
    return country_of_gw(int(id_of(number))) if id_of(number).isdecimal() else ""


def _when(row: Cells) -> tuple[EdtfDate, str]:
    code = row.code("date_prec", 1, 5)
    if code is None:
        raise Refused("date_prec", "", "is empty.", "Give the code 1 to 5.")
    start, end = span(row.date("date_start"), row.date("date_end"), "date_start")
    basis = f"UCDP GED date_prec {code}: {WHEN[code]}; from date_start and date_end."
    text = span_text(start, end)
    if code > 1 and start == end:
        return about(text), f"{basis} Coded as one day."
    return read_date(text), basis


def _figure(row: Cells) -> Figure | None:
    low, best, high = (row.amount(one) for one in ("low", "best", "high"))
    known = [one for one in (low, best, high) if one is not None]
    if not known:
        return None
    low, high = min(known), max(known)
    return Figure(low, high, False, "death" if low == high == 1 else "deaths")


def _summary(row: Cells, where: str, figure: Figure | None) -> str:
    """One sentence of our own, out of the coded fields."""
    one, other = _side(row, "side_a"), _side(row, "side_b")
    if row.code("type_of_violence", 1, 3) == 3 or other.casefold() == "civilians":
        what = f"Attack on civilians by {one} {where}"
    else:
        what = f"Fighting between {one} and {other} {where}"
    return f"{shortened(what, 330)}{_deaths(row, figure)}."


def _deaths(row: Cells, figure: Figure | None) -> str:
    if figure is None or figure.low is None or figure.high is None:
        return ""
    best = row.amount("best")
    if figure.low == figure.high:
        return f", {count_words(figure.low, 'death')}" if figure.low else ", no deaths counted"
    if best is None or not best:
        return f", up to {count_words(figure.high, 'death')}"
    return (
        f", {count_words(best, 'death')} by the best estimate "
        f"({figure.low:,.0f} to {figure.high:,.0f})"
    )


def _side(row: Cells, column: str) -> str:
    return shortened(todays_name(row.text(column)), 100) or "a side that is not named"


def _actor(row: Cells) -> str:
    sides = [todays_name(row.text("side_a")), todays_name(row.text("side_b"))]
    return " – ".join(one for one in sides if one and one.casefold() != "civilians")


def _note(row: Cells, number: str, more: str) -> str:
    clarity = ""
    if row.code("event_clarity", 1, 2) == 2:
        clarity = " Event clarity 2: a summary of several events."
    relation = f" ({row.text('relid')})" if row.text("relid") else ""
    return f"Coded by UCDP GED as event {number}{relation}.{clarity}{more}"
