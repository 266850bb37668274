"""Cutting areas into arcs and thinning them, on shapes small enough to follow by hand."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from scripts.worldbuild.lines import classify
from scripts.worldbuild.shipped import write_json_gz
from scripts.worldbuild.simplify import ring_area_deg2, simplify
from scripts.worldbuild.topology import Topology, build_topology

WEST, EAST = shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)
ISLAND = shapely.box(5, 5, 6, 6)


def rings_of(topology: Topology, polygon: shapely.Polygon) -> list[np.ndarray]:
    rings = []
    for references in topology.references(polygon, 1):
        parts = [topology.arcs[r] if r >= 0 else topology.arcs[~r][::-1] for r in references]
        rings.append(np.vstack([parts[0], *(part[1:] for part in parts[1:])]))
    return rings


def test_neighbours_share_one_arc() -> None:
    topology = build_topology([WEST, EAST, ISLAND], 1)
    assert sorted(topology.owners) == [(0,), (0, 1), (1,), (2,)]
    shared = topology.arcs[topology.owners.index((0, 1))]
    assert sorted(map(tuple, shared.tolist())) == [(1, 0), (1, 1)]


def test_rings_come_back_as_they_were() -> None:
    hole = shapely.Polygon(shapely.box(0, 0, 9, 9).exterior, [shapely.box(3, 3, 6, 6).exterior])
    inside = shapely.box(3, 3, 6, 6)
    topology = build_topology([hole, inside], 1)
    for polygon in (hole, inside):
        rings = rings_of(topology, polygon)
        assert shapely.Polygon(rings[0], rings[1:]).equals(polygon)
    assert sorted(topology.owners) == [(0,), (0, 1)]


def test_a_union_needs_no_new_arcs() -> None:
    topology = build_topology([WEST, EAST, ISLAND], 1)
    count = len(topology.arcs)
    union = shapely.coverage_union_all([WEST, EAST])
    rings = rings_of(topology, union)
    assert shapely.Polygon(rings[0]).equals(union)
    assert len(topology.arcs) == count


@given(st.lists(st.integers(-500, 500), min_size=3, max_size=60), st.floats(0, 3))
def test_thinning_keeps_ends_and_order(heights: list[int], threshold: float) -> None:
    line = np.column_stack([np.arange(len(heights)) * 50, heights]).astype(np.int64)
    thin = simplify(line, threshold, 100)
    assert thin[0].tolist() == line[0].tolist()
    assert thin[-1].tolist() == line[-1].tolist()
    assert 2 <= len(thin) <= len(line)
    positions = [line.tolist().index(vertex) for vertex in thin.tolist()]
    assert positions == sorted(positions)


def test_thinning_removes_the_smallest_triangle_first() -> None:
    line = np.array([[0, 0], [100, 1], [200, 0], [300, 90], [400, 0]])
    assert simplify(line, 0.05, 100).tolist() == [[0, 0], [200, 0], [300, 90], [400, 0]]


def test_a_ring_stays_a_ring() -> None:
    ring = np.array([[0, 0], [10, 0], [10, 10], [5, 11], [0, 10], [0, 0]])
    thin = simplify(ring, 1e9, 100)
    assert len(thin) == 4
    assert thin[0].tolist() == thin[-1].tolist()
    assert ring_area_deg2(ring, 10) == pytest.approx(1.05, rel=1e-3)


def test_an_edge_is_what_its_sides_make_it() -> None:
    """Three areas in a row: two of one country, the last moved by the view."""
    boxes = [shapely.box(x, 0, x + 1, 1) for x in range(4)]
    areas = gpd.GeoDataFrame(
        {
            "country": ["AA", "AA", "AA", "BB"],
            "country_de_facto": ["AA", "AA", "BB", "BB"],
            "area_km2": 100_000.0,
        },
        geometry=boxes,
        crs="EPSG:4326",
    )
    nothing = gpd.GeoDataFrame({"name": pd.Series(dtype=str)}, geometry=[], crs="EPSG:4326")
    topology = build_topology(boxes, 1)
    groups = classify(topology, areas, nothing, 1)
    named = {
        key: sorted(topology.owners[arc] for arc in arcs)
        for key, arcs in groups.items()
        if key[0] != "coast"
    }
    assert named == {
        ("admin1", "both", 4): [(0, 1)],
        ("admin1", "recognised", 4): [(1, 2)],
        ("disputed", "de-facto", 0): [(1, 2)],
        ("disputed", "recognised", 0): [(2, 3)],
        ("admin1", "de-facto", 4): [(2, 3)],
    }


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.json.gz", "two.json.gz"):
        write_json_gz(tmp_path / name, {"name": "Київ", "numbers": [1, 2, 3]})
    assert (tmp_path / "one.json.gz").read_bytes() == (tmp_path / "two.json.gz").read_bytes()
