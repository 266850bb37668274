"""Areas and rings of claims on the map, and where on it each claim's symbol belongs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.briefing import marks
from geo.briefing.scene import Box, Item, Outline, Scene, Spot, colour, compound
from geo.briefing.view import View

if TYPE_CHECKING:
    from geo.places.location import Location

RIM_PX = 12.0
"""Areas are cut this far beyond the map's edge, so that the cut is out of sight."""


def anchor(location: Location, view: View, margin_px: float) -> tuple[Spot, bool] | None:
    """Pixel of a location's symbol and whether it is an exact spot; ``None`` when not in view.

    An area whose label point is out of sight but part of which is not is labelled in that part.
    """
    from geo.places.location import Shape

    if location.shape in (Shape.NONE, Shape.COUNTRY):
        return None
    frame = view.box.inset(margin_px)
    x, y = view.spot(location.lon, location.lat)
    if frame.left <= x <= frame.right and frame.top <= y <= frame.bottom:
        return (x, y), location.shape != Shape.AREA
    if location.geometry is None or location.shape == Shape.POINT:
        return None
    west, south, east, north = view.bounds
    margin = margin_px / view.px_per_degree
    window = (west + margin, south + margin * 0.7, east - margin, north - margin * 0.7)
    part = _unrolled(location.geometry, window)
    if part is None:
        return None
    inside = part.representative_point()
    spot = view.project(np.array([[inside.x, inside.y]]))[0]
    x = min(max(float(spot[0]), frame.left), frame.right)
    y = min(max(float(spot[1]), frame.top), frame.bottom)
    return (x, y), False


def shading(locations: Sequence[Location], view: View, scale: float) -> tuple[Scene, Scene]:
    """Surfaces of areas and, painted above borders, their outlines and the rings.

    `locations` are those of the claims on the map, one for each claim: the more claims, the
    stronger an area is shaded.
    """
    from geo.places.location import Shape

    counts = Counter(id(one) for one in locations)
    surfaces: Scene = []
    edges: Scene = []
    # The largest first, so that a town's ring is not under its oblast.
    distinct = sorted(
        {id(one): one for one in locations}.values(), key=lambda one: (-one.radius_m, one.place.id)
    )
    rim = RIM_PX * scale / view.px_per_degree
    west, south, east, north = view.bounds
    window = (west - rim, max(-85.0, south - rim), east + rim, min(85.0, north + rim))
    for one in distinct:
        if one.geometry is None or one.shape not in (Shape.AREA, Shape.RING):
            continue
        part = _unrolled(one.geometry, window)
        if part is None:
            continue
        rings = _rings(part)
        if one.shape == Shape.RING:
            for ring in rings:
                points = _visible(view.project(ring), 9.0 * scale)
                edges += marks.ring(points, scale, view.box)
            continue
        lonlat, codes = compound(rings, closed=True)
        vertices = view.project(lonlat)
        surfaces.append(
            Outline(vertices, codes, fill=marks.area_fill(counts[id(one)]), clip=view.box)
        )
        edges += _edge(vertices, codes, scale, view.box)
    return surfaces, edges


def _edge(
    vertices: NDArray[np.float64], codes: NDArray[np.uint8], scale: float, clip: Box
) -> list[Item]:
    return [
        Outline(vertices, codes, stroke=colour("#ffffff", 0.55), width_px=3.4 * scale, clip=clip),
        Outline(vertices, codes, stroke=marks.AREA_EDGE, width_px=1.6 * scale, clip=clip),
    ]


def _visible(ring: NDArray[np.float64], least_px: float) -> NDArray[np.float64]:
    """A ring of true size, or of the least radius that can be seen."""
    middle = (ring.min(axis=0) + ring.max(axis=0)) / 2
    radius = float(np.max(ring.max(axis=0) - ring.min(axis=0))) / 2
    return ring if radius >= least_px else middle + (ring - middle) * (least_px / max(radius, 1e-9))


def _unrolled(
    geometry: BaseGeometry, window: tuple[float, float, float, float]
) -> BaseGeometry | None:
    """What of a geometry lies in a window, whichever turn of the world the window is on.

    Parts that were cut at the antimeridian are joined again.
    """
    west, south, east, north = window
    low, _, high, _ = geometry.bounds
    whole: list[shapely.Polygon] = []
    cut: list[shapely.Polygon] = []
    for turn in (-360.0, 0.0, 360.0):
        if high + turn < west or low + turn > east:
            continue
        part = shapely.clip_by_rect(geometry, west - turn, south, east - turn, north)
        if turn:
            part = shapely.transform(part, partial(_shifted, degrees=turn))
        for piece in shapely.get_parts(part):
            if piece.is_empty or not isinstance(piece, shapely.Polygon):
                continue
            left, _, right, _ = piece.bounds
            # Only what ends at the antimeridian needs joining, which is slow for long coasts.
            at_seam = min(abs(edge % 360.0 - 180.0) for edge in (left, right)) < 1e-6
            (cut if at_seam else whole).append(piece)
    if len(cut) > 1:
        joined = shapely.union_all([shapely.make_valid(piece) for piece in cut], grid_size=1e-7)
        cut = [part for part in shapely.get_parts(joined) if isinstance(part, shapely.Polygon)]
    seen = whole + cut
    return shapely.MultiPolygon(seen) if seen else None


def _shifted(lonlat: NDArray[np.float64], degrees: float) -> NDArray[np.float64]:
    shifted: NDArray[np.float64] = lonlat + np.array([degrees, 0.0])
    return shifted


def _rings(geometry: BaseGeometry) -> list[NDArray[np.float64]]:
    rings: list[NDArray[np.float64]] = []
    for part in shapely.get_parts(geometry):
        # Shells one way round and holes the other, for non-zero filling.
        whole = shapely.geometry.polygon.orient(part)
        rings.append(shapely.get_coordinates(whole.exterior))
        rings += [shapely.get_coordinates(hole) for hole in whole.interiors]
    return rings
