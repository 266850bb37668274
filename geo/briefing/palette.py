"""Colours of a picture's page and ground. Those of claims are in `geo.symbols`."""

from __future__ import annotations

from typing import Final

from geo.briefing.scene import colour

PAGE: Final = colour("#ffffff")
INK: Final = colour("#16212c")
MUTED: Final = colour("#52606d")
RULE: Final = colour("#d5dbe1")
TABLE_HEADING: Final = colour("#e8edf2")

HEADER: Final = colour("#14273d")
HEADER_INK: Final = colour("#ffffff")
HEADER_MUTED: Final = colour("#c3d0de")
BANNER: Final = colour("#ffd45e")
BANNER_INK: Final = colour("#1c1503")
HANDLING: Final = colour("#ffffff")
HANDLING_INK: Final = colour("#8a1116")

WATER: Final = colour("#d6e4ec")
LAND: Final = colour("#f5f2eb")
COAST: Final = colour("#9db4c0")
RIVER: Final = colour("#b4cfdd")
BORDER: Final = colour("#8c8f98")
DISPUTED: Final = colour("#8c5a5a")
ADMIN1: Final = colour("#cfcabf")
LOCATOR_LAND: Final = colour("#c9c6bd")
INSET: Final = colour("#8a1116")
INSET_FILL: Final = colour("#8a1116", 0.18)
GRATICULE: Final = colour("#5b7486", 0.4)
COUNTRY_NAME: Final = colour("#7b7f88")
ADMIN1_NAME: Final = colour("#9b978d")
CITY_NAME: Final = colour("#4d555e")
SEA_NAME: Final = colour("#7d9fb3")
LAND_HALO: Final = colour("#f5f2eb", 0.9)
WATER_HALO: Final = colour("#d6e4ec", 0.9)

PLATE: Final = colour("#ffffff", 0.94)
PLATE_EDGE: Final = colour("#39444f", 0.55)
LEADER: Final = colour("#101820", 0.85)
LEADER_HALO: Final = colour("#ffffff", 0.9)
