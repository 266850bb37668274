"""The land border of two countries and the zone along it.

Distances are geodesic to within 0.1 %: the border is cut into short pieces, and each is widened in
an azimuthal equidistant projection (WGS84 ellipsoid) centred on itself. One projection for the
whole of a 2,000 km border would be off by several percent at its ends.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import CRS, Transformer
from pyproj.enums import TransformDirection
from shapely.geometry.base import BaseGeometry

from geo.places import geodesy

Polygonal = shapely.Polygon | shapely.MultiPolygon

# Pieces this long (degrees, at most some 220 km) leave the projection's error below 0.1 %.
PIECE_DEG = 2.0


def shared_border(first: Polygonal, second: Polygonal) -> shapely.Geometry:
    """The edges two polygons have in common, as (Multi)LineString; empty if they share none.

    Both must come from one coverage: edges count as shared when their ends are equal, so coasts
    and simplified neighbours never slip in.
    """
    shared = np.array(sorted(_edges(first) & _edges(second)), dtype=np.float64)
    if not len(shared):
        return shapely.LineString()
    return shapely.line_merge(shapely.MultiLineString(list(shared.reshape(-1, 2, 2))))


def border_zone(
    border: shapely.Geometry, sides: tuple[Polygonal, Polygonal], distance_km: float
) -> Polygonal:
    """The land of both `sides` within `distance_km` of `border`; EPSG:4326."""
    zone = widened_line(border, distance_km)
    west, south, east, north = zone.bounds
    land = [
        shapely.intersection(shapely.clip_by_rect(side, west, south, east, north), zone)
        for side in sides
    ]
    parts = [
        part
        for part in shapely.get_parts(shapely.union_all(land))
        if isinstance(part, shapely.Polygon)
    ]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def widened_line(line: shapely.Geometry, distance_km: float) -> BaseGeometry:
    """Everything within `distance_km` of a line of any length; EPSG:4326, cut at 180 degrees."""
    return shapely.union_all(
        [
            _widen(piece, distance_km) if _is_plain(piece) else _widen_at_edge(piece, distance_km)
            for piece in _pieces(line)
        ]
    )


def _edges(polygon: Polygonal) -> set[tuple[float, float, float, float]]:
    """Every edge with its smaller end first."""
    edges: set[tuple[float, float, float, float]] = set()
    for ring in shapely.get_rings(shapely.get_parts(polygon)):
        ends = shapely.get_coordinates(ring)
        starts, stops = ends[:-1], ends[1:]
        turn = (starts[:, 0] > stops[:, 0]) | (
            (starts[:, 0] == stops[:, 0]) & (starts[:, 1] > stops[:, 1])
        )
        low = np.where(turn[:, None], stops, starts)
        high = np.where(turn[:, None], starts, stops)
        edges.update(map(tuple, np.hstack([low, high]).tolist()))
    return edges


def _pieces(border: shapely.Geometry) -> list[BaseGeometry]:
    """The border cut along a grid of `PIECE_DEG`, never inside an edge of the result."""
    west, south, east, north = shapely.bounds(border)
    pieces: list[BaseGeometry] = []
    for x in np.arange(np.floor(west), east + PIECE_DEG, PIECE_DEG):
        for y in np.arange(np.floor(south), north + PIECE_DEG, PIECE_DEG):
            piece = shapely.clip_by_rect(border, x, y, x + PIECE_DEG, y + PIECE_DEG)
            if not piece.is_empty and piece.length > 0:
                pieces.append(piece)
    return pieces


def _is_plain(piece: BaseGeometry) -> bool:
    """Whether nothing near a piece touches the antimeridian or a pole."""
    west, south, east, north = shapely.bounds(piece)
    return bool(west > -170 and east < 170 and south > -80 and north < 80)


def _widen_at_edge(piece: BaseGeometry, distance_km: float) -> BaseGeometry:
    west, south, east, north = shapely.bounds(piece)
    return geodesy.widened(piece, (west + east) / 2, (south + north) / 2, distance_km * 1000.0)


def _widen(piece: shapely.Geometry, distance_km: float) -> shapely.Geometry:
    west, south, east, north = shapely.bounds(piece)
    local = CRS.from_proj4(
        f"+proj=aeqd +lon_0={(west + east) / 2} +lat_0={(south + north) / 2} +datum=WGS84 +units=m"
    )
    there = Transformer.from_crs("EPSG:4326", local, always_xy=True)
    flat = shapely.transform(piece, lambda lonlat: _projected(there, lonlat))
    # Sub-kilometre wiggles of the line do not show in the zone but would cost much.
    wide = shapely.buffer(shapely.simplify(flat, 100.0), distance_km * 1000.0, quad_segs=12)
    return shapely.transform(wide, lambda metres: _projected(there, metres, inverse=True))


def _projected(
    transformer: Transformer, points: npt.NDArray[np.float64], *, inverse: bool = False
) -> npt.NDArray[np.float64]:
    direction = TransformDirection.INVERSE if inverse else TransformDirection.FORWARD
    return np.column_stack(transformer.transform(points[:, 0], points[:, 1], direction=direction))
