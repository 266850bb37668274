"""VIINA 2.0, Violent Incident Information from News Articles on the war in Ukraine, as claims.

Columns are those of VIINA's codebook (Y. Zhukov and N. Ayers, "VIINA 2.0", 2023; README of the
project): ``event_info`` has a row for each report, with its text; ``event_1pd`` one for each event,
with lists of sources; labels ``t_…`` and ``a_…`` may be joined to either. Tables derived from them
under other names of the same columns (``sources_matching``, ``source_urls``) are read as well.
Reports with one ``event_id_1pd`` on one day are statements on one claim. Data: ODbL 1.0.

``GEO_PRECISION`` ranges "from street-level (STREET) to province-level (ADM1)". Since version 2.0
coordinates are those of the populated place that ``geonameid`` names, so a street is no more than
its town here. ``ADM1`` is the oblast, found by its name; ``ADM2`` an area of 40 km; ``ADM0`` the
country. What a classifier found is said in the summary as reported, not as true.

A report about an oblast as a whole is coded at a town too (the geocoder's point of Crimea is in
Simferopol, that of Zaporizhzhia Oblast in the village Vesele). A row without ``GEO_PRECISION`` is
put at its town only if its text names the town, or there is no text; otherwise in its oblast.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from anyascii import anyascii

from geo.claims.dates import EdtfDate, read_date
from geo.claims.model import Claim
from geo.claims.vocabulary import Kind, Modality, OriginatorKind
from geo.exchange.cells import code_of, id_of
from geo.exchange.coded import Cells, Refused, listed, read_rows, span, web_address
from geo.exchange.making import Making, digest, id_part, shortened
from geo.exchange.report import Record, Report, Tick
from geo.exchange.spans import later
from geo.exchange.spots import Spot, Spots, position_problem
from geo.places.gazetteer import Gazetteer
from geo.places.place import Level, Place
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
_OF_OBLAST: Final = re.compile(
    r"(?:щин[аиуіою]\w*|shchin\w*|schin\w*|shchyn\w*)\b|(?:ськ|ск|sk|s'k)\w*\s+"
    r"(?:обл|obl|регі|реги|region|напрям|направл|napr)"
)
_TRUE: Final = frozenset(["1", "1.0", "true", "yes"])


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
        country = COUNTRY if region or row.text("geonameid") else ""
        if precision == "ADM0" and (whole := spots.country(COUNTRY)):
            return Spot(whole.id, words=said), f"in {whole.name}"
        position = row.position("longitude", "latitude", country)
        oblast = spots.admin1(region, country) if region else None
        known = spots.of_geonames(code_of(row.text("geonameid")))
        if oblast is not None and (precision == "ADM1" or self._only_region(row, known, precision)):
            return Spot(oblast.id, words=said), f"in {oblast.name}"
        inside = f", {oblast.name}" if oblast is not None else ""
        if precision not in ("ADM1", "ADM2") and known is not None and known.level.is_point:
            return Spot(known.id, words=said), f"in {known.name}{inside}"
        if position is None:
            if not name:
                self._report.note("rows without a place")
                return Spot(words=said), ""
            return spots.named(name, country, region), f"in {name}{inside}"
        return self._coded(row, position, precision, country, said, inside)

    def _coded(
        self, row: Cells, position: tuple[float, float], precision: str, country: str, said: str,
        inside: str,
    ) -> tuple[Spot, str]:  # fmt: skip
        """At the coded point, as wide as its precision."""
        name = row.text("asciiname", "adm1_name")
        level, radius_km = Level.SETTLEMENT, TOWN_KM
        if precision == "ADM1":
            self._report.note("oblasts that were not found by name; drawn as a wide circle")
            level, radius_km, name = Level.AREA, LOST_OBLAST_KM, row.text("adm1_name", "asciiname")
        elif precision == "ADM2":
            level, radius_km, name = Level.AREA, DISTRICT_KM, row.text("adm2_name", "asciiname")
        lon, lat = position
        place = self._spots.at(
            lon, lat, radius_km, f"VIINA 2.0, ODbL 1.0; GEO_PRECISION {precision or 'not given'}",
            name=name, country="" if position_problem(lon, lat, country) else country, level=level,
            geonames_id=code_of(row.text("geonameid")),
        )  # fmt: skip
        return Spot(place, words=said), f"in {name}{inside}" if name else ""

    def _only_region(self, row: Cells, known: Place | None, precision: str) -> bool:
        """Whether a row of unknown precision is about the oblast of its town, by its text."""
        text = row.text("text", "representative_text")
        if precision or not text:
            return False
        names = [row.text("asciiname")]
        if known is not None:
            names += self._spots.gazetteer.names_of(known)
        if names_town(text, tuple(names)):
            return False
        self._report.note("reports that do not name the town they are coded at; put in its oblast")
        return True


def names_town(text: str, names: tuple[str, ...]) -> bool:
    """Whether a text names a town itself, in any case form, and not only its oblast."""
    plain = text.casefold()
    latin = anyascii(plain).casefold().replace("'", "")
    for name in dict.fromkeys(one.casefold().replace("'", "") for one in names if one):
        stem = re.escape(name[: max(3, round(len(name) * 0.6))])
        for found in re.finditer(rf"\b{stem}\w*(?:\s+\w+)?", latin if name.isascii() else plain):
            if not _OF_OBLAST.search(found[0]):
                return True
    return False


def _published(day: date) -> tuple[EdtfDate, str]:
    end = later(day, 1)
    return (
        read_date(day.isoformat() if end == day else f"{day.isoformat()}/{end.isoformat()}"),
        "VIINA's date of the report; its time zone is not given, so it may be a day later.",
    )


def _labelled(row: Cells, words: dict[str, str]) -> list[str]:
    """Words of the labels that are set; probabilities are not read."""
    return [word for one, word in words.items() if row.text(f"{one}_b", one).casefold() in _TRUE]


def _summary(row: Cells, where: str, actor: list[str], text: str) -> str:
    """What the labels say, in our words; then the report's own, which is the user's data."""
    what = _labelled(row, LABELS)
    said = " and ".join(what[:3]) or "incident"
    said = f"{said[0].upper()}{said[1:]} reported {where}".strip()
    if actor:
        said += f", attributed to {' and '.join(actor)}"
    return shortened(f"{said}: {text}" if text else f"{said}.")
