"""VIINA 2.0, Violent Incident Information from News Articles on the war in Ukraine, as claims.

Columns are those of VIINA's codebook (Y. Zhukov and N. Ayers, "VIINA 2.0", 2023; README of the
project): ``event_info`` has a row for each report, with its text; ``event_1pd`` one for each event,
with lists of sources; labels ``t_…`` and ``a_…`` may be joined to either. Tables derived from them
under other names of the same columns (``sources_matching``, ``source_urls``) are read as well.
Reports with one ``event_id_1pd`` on one day are statements on one claim. Data: ODbL 1.0.

``GEO_PRECISION`` "ranges from street-level (STREET) to province-level (ADM1)". Since version 2.0 the
coordinates are those of the populated place that ``geonameid`` names, so a street is no more than
its town here. ``ADM1`` is the oblast, found by its name; ``ADM2`` an area of 40 km; ``ADM0`` the
country. What a classifier found is said in the summary as reported, not as true.

A row without ``GEO_PRECISION`` is put at the place that ``geonameid`` names.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from geo.claims.dates import EdtfDate, read_date
from geo.claims.model import Claim
from geo.claims.vocabulary import Kind, Modality, OriginatorKind
from geo.exchange.cells import code_of, id_of
from geo.exchange.coded import Cells, Refused, later, listed, read_rows, span, web_address
from geo.exchange.making import Making, digest, id_part, shortened
from geo.exchange.report import Record, Report, Tick
from geo.exchange.spots import Spot, Spots, position_problem
from geo.places.gazetteer import Gazetteer
from geo.places.place import Level
from geo.places.regions import Regions

NEEDED: Final = ("date", "asciiname", "longitude", "latitude")

COUNTRY: Final = "UA"
"""All populated places of VIINA 2.0 are those of GeoNames in Ukraine, Crimea among them."""

TOWN_KM: Final = 5.0
DISTRICT_KM: Final = 40.0
LOST_OBLAST_KM: Final = 100.0

OUTLETS: Final = {
    "24tvua": "24 Kanal", "espreso": "Espreso", "forbesua": "Forbes Ukraine",
    "interfaxua": "Interfax-Ukraine", "kp": "Komsomolskaya Pravda", "liga": "LIGA.net",
    "liveuamap": "Live Universal Awareness Map", "militarnyy": "Militarnyi", "mz": "Mediazona",
    "ng": "Nezavisimaya Gazeta", "ntv": "NTV", "nv": "NV", "pravdaua": "Ukrainska Pravda",
    "ria": "RIA Novosti", "unian": "UNIAN",
}  # fmt: skip
"""Short names of sources, as VIINA's README explains them."""

LABELS: Final = {
    "t_aad": "anti-aircraft fire", "t_airstrike": "an air strike", "t_armor": "an armoured assault",
    "t_arrest": "arrests or prisoners taken", "t_artillery": "artillery fire",
    "t_control": "a change of control", "t_firefight": "a firefight", "t_ied": "an explosion",
    "t_raid": "a raid", "t_occupy": "an occupation", "t_property": "destruction of property",
    "t_cyber": "a cyber operation", "t_hospital": "an attack on a hospital or convoy",
    "t_milcas": "military casualties", "t_civcas": "civilian casualties", "t_retreat": "a retreat",
    "t_airalert": "an air alert", "t_uav": "drones",
}  # fmt: skip
ACTORS: Final = {
    "a_rus": "Russian or Russian-aligned forces", "a_ukr": "Ukrainian or Ukrainian-aligned forces",
    "a_civ": "civilians", "a_other": "a third party",
}  # fmt: skip
_LANGUAGES: Final = {"ua": "uk", "uk": "uk", "ru": "ru"}
_FOLD: Final = frozenset(["1", "1.0", "true", "yes"])


def read(
    path: Path, gazetteer: Gazetteer, regions: Regions, report: Report, tick: Tick
) -> Iterator[Record]:
    """The records of a VIINA file; see `geo.exchange.incoming`."""
    making = Making("viina", report)
    rows = _Rows(making, Spots(gazetteer, regions, making), report)
    return read_rows(path, report, tick, NEEDED, rows.take, making.drop_row)


class _Rows:
    """Makes the records of one report or event after the other."""

    def __init__(self, making: Making, spots: Spots, report: Report) -> None:
        self._making = making
        self._spots = spots
        self._report = report
        self._rows: set[str] = set()

    def take(self, row: Cells) -> list[Record]:
        making = self._making
        when = row.date("date")
        day, _ = span(when, None, "date")
        names = listed(row.needed("source", "sources", "sources_matching"), ";|,")
        if not names:
            raise Refused("source", "", "names no source.", "Fill it in.")
        number = id_of(row.needed("event_id_1pd", "event_id"))
        mark = digest(row.all())
        if mark in self._rows:
            self._report.note("rows that repeat an earlier row, taken once")
            return []
        self._rows.add(mark)
        claim = f"viina-{day:%Y%m%d}-{id_part(number)}"
        text = row.text("text", "representative_text")
        actor = _labelled(row, ACTORS)
        if making.known(f"c:{claim}"):
            self._report.note("further reports of an event, taken as statements on it")
        else:
            spot, where = self._place(row)
            making.claim(
                Claim(
                    claim, Kind.INCIDENT, Modality.HAPPENED, _summary(row, where, actor, text),
                    date=when,
                    date_basis="VIINA's date of the event report; the event may be a day earlier.",
                    actor=" – ".join(actor), **spot.fields(),
                )
            )  # fmt: skip
        self._statements(row, claim, number, names, day, text)
        self._report.taken += 1
        return making.finish_row()

    def _statements(
        self, row: Cells, claim: str, number: str, names: list[str], day: date, text: str
    ) -> None:
        making = self._making
        published, basis = _published(day)
        urls = listed(row.text("url", "source_urls"), "|")
        event = id_of(row.text("event_id"))
        report = f", report {event}" if event and event != number else ""
        whole = f" {text}" if text and len(text) > 200 else ""
        note = f"VIINA event {number}{report}. Labels are a classifier's.{whole}"
        for position, name in enumerate(names):
            url = web_address(urls[position]) if len(urls) == len(names) else None
            outlet = OUTLETS.get(name.casefold(), name)
            document = making.document(
                outlet, published, basis, url=url,
                description="" if url else f"Report on VIINA event {number}",
                language=_LANGUAGES.get(row.text("lang").casefold(), "und"),
            )  # fmt: skip
            making.statement(
                claim, document, making.originator(outlet, OriginatorKind.MEDIA), note=note
            )

    def _place(self, row: Cells) -> tuple[Spot, str]:
        """Where the event is put, and the words for it in a summary."""
        spots = self._spots
        precision = row.text("geo_precision").upper()
        name, region = row.text("asciiname"), row.text("adm1_name")
        said = ", ".join(dict.fromkeys(filter(None, (row.text("address"), name, region))))
        if precision == "ADM0" and (country := spots.country(COUNTRY)):
            return Spot(country.id, words=said), f"in {country.name}"
        position = row.position("longitude", "latitude", COUNTRY)
        if precision == "ADM1":
            oblast = spots.admin1(region, COUNTRY, *(position or (None, None)))
            if oblast is not None:
                return Spot(oblast.id, words=said), f"in {oblast.name}"
            self._report.note("oblasts that were not found by name; drawn as a wide circle")
        if precision in ("", "STREET", "PPL", "ADM3", "ADM4"):
            known = spots.of_geonames(code_of(row.text("geonameid")))
            if known is not None and known.level.is_point:
                return Spot(known.id, words=said), f"in {known.name}{_inside(region, known.name)}"
        if position is None:
            if not name:
                self._report.note("rows without a place")
                return Spot(words=said), ""
            return spots.named(name, COUNTRY, region), f"in {name}{_inside(region, name)}"
        lon, lat = position
        country = "" if position_problem(lon, lat, COUNTRY) else COUNTRY
        level, radius_km = {
            "ADM1": (Level.AREA, LOST_OBLAST_KM), "ADM2": (Level.AREA, DISTRICT_KM),
        }.get(precision, (Level.SETTLEMENT, TOWN_KM))  # fmt: skip
        named = row.text("adm2_name") if precision == "ADM2" else name
        place = spots.at(
            lon, lat, radius_km, f"VIINA 2.0, ODbL 1.0; GEO_PRECISION {precision or 'not given'}",
            name=named or region, country=country, level=level,
            geonames_id=code_of(row.text("geonameid")),
        )  # fmt: skip
        return Spot(place, words=said), f"in {named or region}{_inside(region, named)}"


def _published(day: date) -> tuple[EdtfDate, str]:
    end = later(day, 1)
    return (
        read_date(day.isoformat() if end == day else f"{day.isoformat()}/{end.isoformat()}"),
        "VIINA's date of the report; its time zone is not given, so it may be a day later.",
    )


def _labelled(row: Cells, words: dict[str, str]) -> list[str]:
    """Words of the labels that are set; probabilities are not read."""
    return [word for one, word in words.items() if row.text(f"{one}_b", one).casefold() in _FOLD]


def _inside(region: str, name: str) -> str:
    return f", {region}" if region and region.casefold() not in name.casefold() else ""


def _summary(row: Cells, where: str, actor: list[str], text: str) -> str:
    """What the labels say, in our words; then the report's own, which is the user's data."""
    what = _labelled(row, LABELS)
    said = " and ".join(what[:3]) or "an incident"
    said = f"{said[0].upper()}{said[1:]} reported {where}".strip()
    if actor:
        said += f", attributed to {' and '.join(actor)}"
    return shortened(f"{said}: {text}" if text else f"{said}.")
