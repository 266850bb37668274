"""What the shared edges of areas are: country border, disputed line, admin-1 line or coast."""

from __future__ import annotations

from collections.abc import Iterable

import geopandas as gpd
import numpy as np
import shapely

from .sources import WITHOUT_ISO
from .topology import Topology

VIEWS = ("recognised", "de-facto")

# Natural Earth's disputed lines were simplified apart from its areas and stray this far (degrees)
# from the edges they mean.
STRAY = 0.06

# Borders that Natural Earth 5 marks as disputed or indefinite along their whole length, though the
# 46 lines of 4.1 do not have them.
DISPUTED_PAIRS = ({"XK", "RS"}, {"EH", "MA"}, {"PS", "IL"})

# Lines across a country that its areas do not have an edge for. The 1991 oblast border is history,
# not a dispute. The ceasefire lines of 1994 (Karabakh) and 2015 (Donbas) were overtaken by events:
# the recognised view leaves them out, the de facto view keeps Natural Earth's data as it is.
HISTORY = "Former USSR oblast in 1991"
OVERTAKEN = {"Ceasefire Line 1994", "Ukrainian claim"}

# Admin-1 lines appear when the mean area of a country's units (km2) is large enough on the screen.
ADMIN1_ZOOMS = ((60_000, 4), (9_000, 5), (1_500, 6), (300, 8), (0, 9))


def classify(
    topology: Topology, areas: gpd.GeoDataFrame, disputed: gpd.GeoDataFrame, grid: int
) -> dict[tuple[str, str, int], list[int]]:
    """Arc numbers by (kind, view, min zoom); kinds are coast, border, disputed, admin1.

    View is "both" where the two agree. Borders have min zoom 0.
    """
    claimed = disputed[disputed["name"].ne(HISTORY) & ~disputed["name"].isin(OVERTAKEN)]
    near_dispute = shapely.buffer(shapely.union_all(claimed.geometry.to_numpy()), STRAY)
    shapely.prepare(near_dispute)
    countries = {
        "recognised": areas["country"].tolist(),
        "de-facto": areas["country_de_facto"].tolist(),
    }
    zooms = admin1_zooms(areas)
    groups: dict[tuple[str, str, int], list[int]] = {}
    for number, owners in enumerate(topology.owners):
        if len(owners) == 1:
            groups.setdefault(("coast", "both", 0), []).append(number)
            continue
        line = shapely.LineString(topology.arcs[number] / grid)
        inside = shapely.length(shapely.intersection(line, near_dispute)) / line.length
        kinds = {}
        for view in VIEWS:
            pair = {countries[view][owner] for owner in owners}
            kinds[view] = _kind(pair, moved=_moved(countries, owners), disputed=bool(inside > 0.5))
        zoom = zooms.get(countries["recognised"][owners[0]], 9)
        if kinds["recognised"] == kinds["de-facto"]:
            both = kinds["recognised"]
            groups.setdefault((both, "both", zoom if both == "admin1" else 0), []).append(number)
            continue
        for view, kind in kinds.items():
            groups.setdefault((kind, view, zoom if kind == "admin1" else 0), []).append(number)
    return groups


def _moved(countries: dict[str, list[str]], owners: Iterable[int]) -> bool:
    return any(countries["recognised"][o] != countries["de-facto"][o] for o in owners)


def _kind(pair: set[str], *, moved: bool, disputed: bool) -> str:
    if len(pair) == 1:
        return "disputed" if disputed else "admin1"
    # An edge that is a border in one view only is a disputed one where it is drawn as a border.
    if disputed or moved or pair & set(WITHOUT_ISO) or pair in DISPUTED_PAIRS:
        return "disputed"
    return "border"


def admin1_zooms(areas: gpd.GeoDataFrame) -> dict[str, int]:
    """The zoom from which each country's admin-1 lines are drawn."""
    mean = areas.groupby("country")["area_km2"].mean()
    return {
        country: next(zoom for least, zoom in ADMIN1_ZOOMS if area >= least)
        for country, area in mean.items()
    }


def loose_disputed_lines(
    topology: Topology,
    groups: dict[tuple[str, str, int], list[int]],
    disputed: gpd.GeoDataFrame,
    grid: int,
) -> dict[str, shapely.Geometry]:
    """Disputed lines that no edge of an area stands for, by view ("both" or "de-facto")."""
    drawn = [
        topology.arcs[number] / grid
        for (kind, _, _), numbers in groups.items()
        if kind in ("disputed", "border")
        for number in numbers
    ]
    near_drawn = shapely.union_all(
        shapely.buffer(np.array([shapely.LineString(line) for line in drawn]), STRAY)
    )
    loose: dict[str, shapely.Geometry] = {}
    for view, rows in (
        ("both", disputed["name"].ne(HISTORY) & ~disputed["name"].isin(OVERTAKEN)),
        ("de-facto", disputed["name"].isin(OVERTAKEN)),
    ):
        rest = shapely.difference(
            shapely.union_all(disputed.loc[rows, "geometry"].to_numpy()), near_drawn
        )
        parts = [part for part in shapely.get_parts(rest) if part.length > 2 * STRAY]
        loose[view] = shapely.line_merge(shapely.MultiLineString(parts))
    return loose
