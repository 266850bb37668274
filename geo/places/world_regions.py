"""Rows of the world index that are no towns: countries, admin-1 areas, named areas, waters."""

from __future__ import annotations

from collections.abc import Iterator

from babel import Locale

from geo.places import lists
from geo.places.noise import is_name
from geo.places.place import Level
from geo.places.world_areas import Outline
from geo.places.world_row import MAIN, OFFICIAL, Row, geonames, shipped_names

LANGUAGES = tuple(
    "en id uk ru ko zh zh_Hant ja de fr es pt it nl pl cs sv tr ar fa he vi ms be bg ro hu".split()
)
BARE_WATERS = {
    "Pacific Ocean": "Pacific",
    "Atlantic Ocean": "Atlantic",
    "Mediterranean Sea": "Mediterranean",
    "Baltic Sea": "Baltic",
    "Adriatic Sea": "Adriatic",
    "Aegean Sea": "Aegean",
}
"""Seas that the news calls by half their name."""
WATER_FORMS = {
    "lake": ("Lake {}", "{} Lake", "Danau {}"),
    "river": ("{} River", "River {}", "Sungai {}"),
}
SEA_STRENGTH = {"sea": 2_000_000.0, "lake": 60_000.0, "river": 300_000.0}
NAMED_AREA_STRENGTH = 500_000.0


def countries_rows(areas: dict[str, Outline]) -> Iterator[Row]:
    """Countries, at the point that reference works give them (CIA World Factbook), on land."""
    points = shipped_names()["countries"]
    demonyms = {row["country"]: row["english"] for row in lists.read("demonyms")}
    written = {row["code"]: row for row in lists.read("abbreviations")}
    customary = {
        row["country"]: (float(row["lon"]), float(row["lat"]))
        for row in lists.read("country_points")
    }
    english = Locale("en").territories
    for code, country in geonames("countries").items():
        outline = areas.get(code)
        if code in customary:
            lon, lat = customary[code]
            lon, lat = outline.nearest_to(lon, lat) if outline is not None else (lon, lat)
        elif code in points:
            lon, lat = points[code][:2]
        elif outline is not None:
            lon, lat = outline.lon, outline.lat
        else:
            continue
        name = str(english.get(code, country["name"])).replace(" & ", " and ")
        row = Row(
            f"gn-{country['geonameid']}", name, Level.COUNTRY, code, "", lon, lat,
            outline.reach_from(lon, lat) if outline else 50.0,
            float(country["population"]) or 1_000.0,
            f"country:{code}" if outline else "", int(country["geonameid"]), "country",
        )  # fmt: skip
        for text in (name, country["name"], *(points[code][2:] if code in points else ())):
            row.call(text, MAIN)
        for language in LANGUAGES:
            row.call(str(Locale.parse(language).territories.get(code, "")), OFFICIAL)
        for text in _split(demonyms.get(code, "")):
            row.call(text, OFFICIAL)
        if code in written:
            for text in (written[code]["postal"], *written[code]["written"].split("|")):
                row.call(text, OFFICIAL)
        yield row


def admin1_rows(
    areas: dict[str, Outline], inhabitants: dict[str, float], biggest: dict[str, Row]
) -> Iterator[Row]:
    """Admin-1 areas: GeoNames' codes and names, further names by hand, as many inhabitants as
    their towns have together.
    """
    by_hand: dict[str, list[str]] = {}
    for entry in lists.read("admin1_names"):
        by_hand.setdefault(entry["code"], []).extend(filter(None, entry["names"].split("|")))
    for code, name, geonames_id in shipped_names()["admin1"]:
        outline, town = areas.get(code), biggest.get(code)
        if outline is not None:
            lon, lat, radius = (
                outline.lon,
                outline.lat,
                outline.reach_from(outline.lon, outline.lat),
            )
        elif town is not None:
            lon, lat, radius = town.lon, town.lat, max(20.0, town.radius_km)
        else:
            continue
        shown = by_hand[code][0] if code in by_hand else name.replace("’", "'")
        row = Row(
            f"gn-{geonames_id}", shown, Level.REGION, code[:2], code, lon, lat, radius,
            max(inhabitants.get(code, 0.0), 1_000.0), f"admin1:{code}" if outline else "",
            geonames_id, "admin1",
        )  # fmt: skip
        row.call(name, MAIN)
        row.call(shown, MAIN)
        if outline is not None and outline.name:
            row.call(outline.name, OFFICIAL)
        for text in by_hand.get(code, ()):
            row.call(text, OFFICIAL)
        yield row


def world_areas_rows() -> Iterator[Row]:
    """Continents and the parts of the world that news speak of; their extent is rough."""
    continents = {c["name"]: c for c in geonames("continents").values()}
    for entry in lists.read("world_areas"):
        row = Row(
            f"area-{entry['id']}", entry["name"], Level.AREA, "", "", float(entry["lon"]),
            float(entry["lat"]), float(entry["radius_km"]), 50_000_000.0, kind="area",
        )  # fmt: skip
        row.call(entry["name"], MAIN)
        for language in LANGUAGES if entry["cldr"] else ():
            row.call(str(Locale.parse(language).territories.get(entry["cldr"], "")), OFFICIAL)
        for text in entry["names"].split("|"):
            row.call(text, OFFICIAL)
        for other in continents.get(entry["name"], {"alternateNames": ()})["alternateNames"]:
            if other.get("lang") != "link" and is_name(other["name"]):
                row.call(other["name"], OFFICIAL)
        yield row


def named_areas_rows() -> Iterator[Row]:
    """Islands, ranges, counties and other stretches of land that have a name but no code."""
    for entry in lists.read("named_areas"):
        row = Row(
            f"area-{entry['id']}", entry["name"], Level.AREA, entry["country"], entry["admin1"],
            float(entry["lon"]), float(entry["lat"]), float(entry["radius_km"]),
            NAMED_AREA_STRENGTH, kind="area",
        )  # fmt: skip
        row.call(entry["name"].partition(" (")[0], MAIN)
        for text in entry["names"].split("|"):
            row.call(text, OFFICIAL)
        yield row


def waters_rows() -> Iterator[Row]:
    """Seas, straits, lakes and rivers."""
    seen: dict[str, int] = {}
    for kind, name, lon, lat, radius_km, names in shipped_names()["waters"]:
        slug = "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())
        seen[slug] = seen.get(slug, 0) + 1
        number = f"-{seen[slug]}" if seen[slug] > 1 else ""
        row = Row(
            f"{kind}-{slug}{number}", name, Level.SEA, "", "", lon, lat, radius_km,
            SEA_STRENGTH[kind], kind=kind,
        )  # fmt: skip
        row.call(name, MAIN)
        for text in names.values():
            row.call(text, OFFICIAL)
        for form in WATER_FORMS.get(kind, ()):
            row.call(form.format(names.get("en", name)), OFFICIAL)
        row.call(BARE_WATERS.get(name, ""), OFFICIAL)
        yield row


def _split(cell: str) -> list[str]:
    return [text for text in (cell.split("|") if "|" in cell else cell.split()) if text]
