"""Where UCDP GED puts an event: its ``where_prec`` as a place, see `geo.exchange.ucdp`."""

from __future__ import annotations

import re
from typing import Final

from geo.exchange.coded import Cells, Refused
from geo.exchange.making import shortened
from geo.exchange.report import Report
from geo.exchange.spots import Spot, Spots, position_problem
from geo.places.location import Relation
from geo.places.place import Level

EXACT_KM: Final = 3.0
NEAR_KM: Final = 25.0
SECOND_ORDER_KM: Final = 50.0
FUZZY_KM: Final = 100.0
LOST_FIRST_ORDER_KM: Final = 150.0
WATER_KM: Final = 200.0

WHERE: Final = {
    1: "exact location",
    2: "within about 25 km of a known point",
    3: "only the second-order division is known",
    4: "only the first-order division is known",
    5: "a line, or an area without formal borders",
    6: "only the country is known",
    7: "over water or in international airspace",
}


class UcdpPlaces:
    """Finds or makes the places of events."""

    def __init__(self, spots: Spots, report: Report) -> None:
        self._spots = spots
        self._report = report

    def place(self, row: Cells, country: str) -> tuple[Spot, str]:
        """Where the event is put, and the words for it in a summary."""
        spots = self._spots
        code = row.code("where_prec", 1, 7)
        if code is None:
            raise Refused("where_prec", "", "is empty.", "Give the code 1 to 7.")
        name = row.text("where_coordinates")
        said = shortened(row.text("where_description", "where_coordinates", "adm_1"), 300)
        source = f"UCDP GED, CC BY 4.0; where_prec {code}: {WHERE[code]}"
        if code == 6 and (place := spots.country(country)):
            return Spot(place.id, words=said), f"in {place.name}"
        position = row.position("longitude", "latitude", "" if code in (6, 7) else country)
        if position is None:
            raise Refused("longitude", "", "is empty.", "Give the coded point.")
        lon, lat = position
        if country and position_problem(lon, lat, country):
            self._report.note("coded points outside the country that is named; it is left out")
            country = ""
        admin1 = spots.admin1(row.text("adm_1"), country, lon, lat) if code in (3, 4) else None
        inside = f", {todays_name(row.text('country'))}" if row.text("country") else ""
        if code == 4 and admin1 is not None:
            return Spot(admin1.id, words=said), f"in {name or admin1.name}{inside}"
        exact_km = spots.town_km(name, country, lon, lat, EXACT_KM) if code in (1, 2) else 0.0
        level, radius_km, named = {
            1: (Level.SETTLEMENT, exact_km, name),
            2: (Level.SETTLEMENT, exact_km, name),
            3: (Level.AREA, SECOND_ORDER_KM, row.text("adm_2") or name),
            4: (Level.AREA, LOST_FIRST_ORDER_KM, row.text("adm_1") or name),
            5: (Level.AREA, FUZZY_KM, name),
            6: (Level.COUNTRY, 500.0, row.text("country") or name),
            7: (Level.SEA, WATER_KM, name),
        }[code]
        if code == 4:
            self._report.note(
                "first-order divisions that were not found by name; drawn as a wide circle"
            )
        if code == 2:  # the point itself is known: the place is the one of code 1
            source = f"UCDP GED, CC BY 4.0; where_prec 1: {WHERE[1]}"
        place_id = spots.at(
            lon, lat, radius_km, source, name=named, level=level,
            country="" if code == 7 else country, admin1=admin1.admin1 if admin1 else "",
        )  # fmt: skip
        if code == 2:
            return (
                Spot(place_id, Relation.NEAR, said, near_km=NEAR_KM),
                f"near {named or 'a known point'}{inside}",
            )
        before = {5: "around", 7: "over water:"}.get(code, "in")
        return Spot(place_id, words=said), f"{before} {named or said or 'a coded point'}{inside}"


def todays_name(name: str) -> str:
    """The name of today of "Yemen (North Yemen)" and "Government of Russia (Soviet Union)"."""
    return re.sub(r"\s*\((?:[A-Z][\w. ]+)\)$", "", name)
