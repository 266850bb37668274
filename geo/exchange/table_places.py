"""Where the rows of a table are put, by coordinates or by name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from geo.exchange import cells
from geo.exchange.coded import Cells, Refused, position_of
from geo.exchange.countries import country_code
from geo.exchange.making import shortened
from geo.exchange.mapping import Mapping
from geo.exchange.mapping_words import PRECISION_KM, folded
from geo.exchange.report import Report
from geo.exchange.spots import Spot, Spots
from geo.places.place import Level

COARSE_KM: Final = {0: 100.0, 1: 10.0}
"""Radius of coordinates written with so few decimals; 0.1° is 11 km."""

_RADIUS: Final = re.compile(r"(\d+(?:[.,]\d+)?)\s*(km|m|км|м)?", re.IGNORECASE)
_KEPT: Final = 20_000


class TablePlaces:
    """Finds or makes the place of each row; rows that say the same share one."""

    def __init__(
        self,
        mapping: Mapping,
        spots: Spots,
        report: Report,
        header: Sequence[str],
        sample: Sequence[Sequence[str]],
    ) -> None:
        self._mapping = mapping
        self._spots = spots
        self._report = report
        self._known: dict[tuple[str, ...], Spot] = {}
        self._default_country = country_code(mapping.default_country)
        self._metres = folded(mapping.precision).endswith((" m", " metres", " meters"))
        at = list(header).index(mapping.country) if mapping.country in header else None
        codes = [row[at].strip() for row in sample if row[at].strip()] if at is not None else []
        # Where countries are codes of two letters, "NA" is Namibia and not "not available".
        self._codes = bool(codes) and sum(map(_is_code, codes)) * 2 > len(codes)
        self._country_at = at

    def spot(self, row: Cells) -> Spot:
        """Where a row is put; without a place where it says none, or none for sure."""
        mapping = self._mapping
        lon, lat = row.one(mapping.lon), row.one(mapping.lat)
        columns = (mapping.lon, mapping.lat)
        if not lon and not lat and (cell := row.one(mapping.point)):
            columns = (mapping.point, mapping.point)
            try:
                lon, lat = cells.point(cell)
            except ValueError as error:
                raise Refused(mapping.point, cell, "is no position.", str(error)) from None
        name = shortened(row.one(mapping.place), 300)
        key = (lon, lat, name, self._country_cell(row), row.one(mapping.admin1),
               row.one(mapping.precision))  # fmt: skip
        found = self._known.get(key)
        if found is not None and (lon or lat):
            return found
        country = self._country(key[3])
        if lon or lat:
            found = self._at(key, columns, country)
            if len(self._known) > _KEPT:
                self._known.clear()
            self._known[key] = found
            return found
        if name:
            return self._spots.named(name, country, key[4])
        return self._wide(key[4], country)

    def _country_cell(self, row: Cells) -> str:
        if self._codes and self._country_at is not None:
            raw = row.all()[self._country_at]
            if raw == "NA":
                return raw
        return row.one(self._mapping.country)

    def _country(self, cell: str) -> str:
        if not cell:
            return self._default_country
        code = country_code(cell)
        if not code:
            self._report.note("countries that are not known by their name or code, left out")
        return code

    def _at(self, key: tuple[str, ...], columns: tuple[str, str], country: str) -> Spot:
        lon_text, lat_text, name, _, admin1, precision = key
        lon, lat = position_of((lon_text, lat_text), columns, country)
        words = name or admin1
        radius_km, how = self._radius(precision, lon_text, lat_text)
        if radius_km == 0 and (whole := self._spots.country(country)):
            return Spot(whole.id, words=words)
        if radius_km < 0 and (region := self._spots.admin1(admin1, country, lon, lat)):
            return Spot(region.id, words=words)
        level = Level.SETTLEMENT if 0 < radius_km <= 10 else Level.AREA
        if radius_km <= 0:
            radius_km, how = 150.0, f"{how}, drawn as a wide circle"
        source = f"Coordinates of an imported table; {how}"
        place = self._spots.at(lon, lat, radius_km, source, name=name, country=country, level=level)
        return Spot(place, words=words)

    def _radius(self, precision: str, lon: str, lat: str) -> tuple[float, str]:
        """Radius in km and where it is from; 0 for a whole country, below 0 for its region."""
        if precision:
            column = self._mapping.precision
            found = _RADIUS.fullmatch(precision.strip())
            if found and (found[2] or "km" in folded(column) or "radius" in folded(column)
                          or self._metres):  # fmt: skip
                km = float(found[1].replace(",", "."))
                metres = (found[2] or "").casefold() in ("m", "м") or (
                    not found[2] and self._metres
                )
                km = km / 1000 if metres else km
                return min(max(km, 0.1), 2_000.0), f"precision {precision}"
            for form, km in PRECISION_KM:
                if form.search(precision):
                    return km, f"precision {precision[:60]}"
            self._report.note("precisions of places in words or codes that are not known")
        written = [one for one in (cells.decimals(lon), cells.decimals(lat)) if one is not None]
        coarse = COARSE_KM.get(max(written, default=6))
        if coarse is not None:
            return max(
                coarse, self._mapping.default_radius_km
            ), "position in whole or tenth degrees"
        return self._mapping.default_radius_km, "no precision given"

    def _wide(self, admin1: str, country: str) -> Spot:
        if admin1:
            region = self._spots.admin1(admin1, country)
            if region is not None:
                return Spot(region.id, words=admin1)
            return self._spots.named(admin1, country)
        whole = self._spots.country(country)
        if whole is not None:
            return Spot(whole.id, words=whole.name)
        self._report.note("rows without a place")
        return Spot()


def _is_code(cell: str) -> bool:
    return len(cell) == 2 and cell.isascii() and cell.isupper()
