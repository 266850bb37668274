"""One row of gazetteer.csv, checked: a `Place`, or every reason why it is not one."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterator, Mapping

from geo.errors import Problem
from geo.places.country_bounds import COUNTRY_BOUNDS, is_near
from geo.places.names import MAX_NAME_LENGTH, normalise, script_of
from geo.places.place import AREA_FORM, AREA_FORMS, MAX_RADIUS_KM, Level, Name, Place

COLUMNS = (
    "id", "name", "level", "country", "admin1", "lon", "lat", "radius_km", "area", "names",
    "geonames_id", "dispute", "source", "reviewed",
)  # fmt: skip

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_ADMIN1 = re.compile(r"[A-Z]{2}\.[A-Z0-9]+")


class _Row:
    """The cells of one row and the problems found in them so far."""

    def __init__(self, file: str, number: int, cells: Mapping[str, str]) -> None:
        self.file = file
        self.number = number
        self.cells = cells
        self.problems: list[Problem] = []

    def refuse(self, column: str, message: str, remedy: str) -> None:
        self.problems.append(
            Problem(self.file, self.number, column, self.cells[column], message, remedy)
        )

    def decimal(self, column: str, low: float, high: float, unit: str) -> float | None:
        try:
            value = float(self.cells[column])
        except ValueError:
            self.refuse(column, "is not a number.", f"Give {unit} with a decimal point.")
            return None
        if not (math.isfinite(value) and low <= value <= high):
            self.refuse(
                column,
                f"is outside {low:g} to {high:g}.",
                f"Give {unit} within these bounds{self._swap_hint(column)}.",
            )
            return None
        return value

    def _swap_hint(self, column: str) -> str:
        """Say so when the coordinates would fit the country the other way round."""
        if column not in ("lon", "lat"):
            return ""
        try:
            lon, lat = float(self.cells["lat"]), float(self.cells["lon"])
        except ValueError:
            return ""
        codes = [c for c in self.cells["country"].split("/") if c in COUNTRY_BOUNDS]
        fits = any(is_near(code, lon, lat) for code in codes)
        return "; lon and lat are probably swapped" if fits else ""


def read_row(
    file: str, number: int, cells: Mapping[str, str]
) -> tuple[Place | None, list[Problem]]:
    """Check one row; `cells` holds every column of COLUMNS, stripped.

    `number` is the row as a spreadsheet counts it. Returns the place, or None with all problems.
    """
    row = _Row(file, number, cells)
    if not _ID.fullmatch(cells["id"]):
        row.refuse("id", "is not an id.", "Use lower-case letters, digits and hyphens.")
    for column, what in (
        ("name", "the English name to show"),
        ("source", "where position and names come from, with its licence"),
    ):
        if not cells[column]:
            row.refuse(column, "is empty.", f"Give {what}.")
    level = _level(row)
    _check_codes(row)
    lon = row.decimal("lon", -180, 180, "a longitude in degrees")
    lat = row.decimal("lat", -90, 90, "a latitude in degrees")
    radius_km = row.decimal("radius_km", 0, MAX_RADIUS_KM, "a radius in km")
    if radius_km == 0:
        row.refuse("radius_km", "is zero.", "No place is a point: give its radius in km.")
    if lon is not None and lat is not None:
        _check_position(row, lon, lat)
    if cells["area"] and not AREA_FORM.fullmatch(cells["area"]):
        row.refuse("area", "is not an area specification.", AREA_FORMS)
    names = tuple(_names(row))
    geonames_id = _geonames_id(row)
    _check_date(row)
    if row.problems or level is None or lon is None or lat is None or radius_km is None:
        return None, row.problems
    place = Place(
        cells["id"], cells["name"], level, cells["country"], cells["admin1"], lon, lat, radius_km,
        cells["area"], names, geonames_id, cells["dispute"], cells["source"], cells["reviewed"],
    )  # fmt: skip
    return place, []


def write_row(place: Place) -> dict[str, str]:
    """The cells of a place, the inverse of `read_row`."""
    return {
        "id": place.id,
        "name": place.name,
        "level": place.level.value,
        "country": place.country,
        "admin1": place.admin1,
        "lon": repr(place.lon),
        "lat": repr(place.lat),
        "radius_km": repr(place.radius_km),
        "area": place.area,
        "names": "|".join(f"{name.language}:{name.text}" for name in place.names),
        "geonames_id": "" if place.geonames_id is None else str(place.geonames_id),
        "dispute": place.dispute,
        "source": place.source,
        "reviewed": place.reviewed,
    }


def _level(row: _Row) -> Level | None:
    try:
        return Level(row.cells["level"])
    except ValueError:
        row.refuse("level", "is not a level.", f"Use one of {', '.join(Level)}.")
        return None


def _check_codes(row: _Row) -> None:
    codes = [code for code in row.cells["country"].split("/") if code]
    unknown = [code for code in codes if code not in COUNTRY_BOUNDS]
    if unknown:
        row.refuse(
            "country",
            f"{', '.join(unknown)} is not a country code.",
            "Use ISO 3166 alpha-2 codes such as UA, two of them joined by '/' for a border zone.",
        )
    if not codes and row.cells["level"] != Level.SEA:
        row.refuse("country", "is empty.", "Only a sea has no country: give its ISO 3166 code.")
    admin1 = row.cells["admin1"]
    if admin1 and (
        not _ADMIN1.fullmatch(admin1) or (codes and not unknown and admin1[:2] not in codes)
    ):
        row.refuse(
            "admin1",
            "is not an admin-1 code of this country.",
            "Use the GeoNames code, country first: UA.18; or leave it empty.",
        )


def _check_position(row: _Row, lon: float, lat: float) -> None:
    """Refuse a point far from its country; the boxes are generous and include disputed land."""
    codes = [code for code in row.cells["country"].split("/") if code in COUNTRY_BOUNDS]
    if not codes or any(is_near(code, lon, lat) for code in codes):
        return
    shown = " or ".join(codes)
    if abs(lon) <= 90 and any(is_near(code, lat, lon) for code in codes):
        row.refuse(
            "lon",
            f"with lat {lat:g} lies outside {shown}, but fits the other way round: lon and lat "
            f"are probably swapped.",
            f"Put {lat:g} in lon and {lon:g} in lat.",
        )
    else:
        row.refuse("lon", f"with lat {lat:g} lies outside {shown}.", "Correct position or country.")


def _names(row: _Row) -> Iterator[Name]:
    for entry in filter(None, (part.strip() for part in row.cells["names"].split("|"))):
        language, colon, text = (part.strip() for part in entry.partition(":"))
        if not colon or not text or not _LANGUAGE.fullmatch(language):
            row.refuse(
                "names",
                f"{entry[:60]!r} has no language.",
                "Write each name as language:name, for example uk:Полтава, joined by '|'.",
            )
        elif len(text) > MAX_NAME_LENGTH or not normalise(text):
            row.refuse(
                "names",
                f"{entry[:60]!r} is no name.",
                f"A name has letters and at most {MAX_NAME_LENGTH} characters.",
            )
        else:
            yield Name(text, language, script_of(text))


def _geonames_id(row: _Row) -> int | None:
    text = row.cells["geonames_id"]
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 0 < len(text) <= 12):
        row.refuse("geonames_id", "is not a GeoNames id.", "Give its number or leave it empty.")
        return None
    return int(text)


def _check_date(row: _Row) -> None:
    text = row.cells["reviewed"]
    try:
        if len(text) != 10:
            raise ValueError(text)
        dt.date.fromisoformat(text)
    except ValueError:
        row.refuse("reviewed", "is not a date.", "Write the day it was checked as 2026-11-22.")
