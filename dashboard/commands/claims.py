"""``claim-atlas claims``: the claims that pass the filters, as data."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from dashboard.commands.filters import add_filters, filters_json
from dashboard.commands.output import (
    STDOUT,
    OutputRefused,
    binary_output,
    check_output,
    made_elsewhere,
    progress,
    terminal_columns,
    text_output,
)
from dashboard.commands.parsing import Commands, add_command

if TYPE_CHECKING:
    from geo.claims.table import ClaimTable

FORMATS = ("table", "geojson", "csv", "gpkg", "parquet", "kml")
BINARY = ("gpkg", "parquet")
"""Formats that no terminal can show: they need -o, and ``-o -`` for a pipe."""


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = add_command(
        commands,
        "claims",
        run,
        summary="the claims that pass the filters, as data",
        description="Write the claims that pass the filters. Data go to stdout or -o, counts and "
        "messages to stderr.",
        example="claim-atlas claims --from 2024-10-01 --to 2024-10-31 --kind deployment "
        "--format geojson -o october.geojson",
    )
    add_filters(parser)
    parser.add_argument(
        "--format",
        choices=FORMATS,
        help="table (default), geojson (RFC 7946), csv, gpkg (GeoPackage, opens in QGIS with a "
        "style), parquet (GeoParquet) or kml; all but table hold every field and can be imported",
    )
    parser.add_argument("--json", action="store_true", help="the same as --format geojson")
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="write to FILE instead of stdout; gpkg and parquet need it",
    )


def run(args: argparse.Namespace) -> int:
    """Filter and write."""
    if args.json and args.format not in (None, "geojson"):
        args.parser.error(f"--json and --format {args.format} contradict each other")
    form = "geojson" if args.json else args.format or "table"
    try:
        check_output(args.output)
    except OutputRefused as error:
        args.parser.error(str(error))
    if form in BINARY and args.output is None:
        args.parser.error(f"--format {form} needs -o FILE (or -o - for a pipe)")
    from dashboard.commands.atlas import ask

    answer = ask(args)
    table = answer.table
    if form == "table":
        from geo.exchange.text_table import text_table

        columns = None if args.output else terminal_columns()
        with text_output(args.output) as out:
            for line in text_table(table, answer.rows, columns):
                out.write(f"{line}\n")
        return 0
    rows = progress(answer.rows, "Writing claims")
    if form == "csv":
        from geo.exchange.claims_csv import write_claims_csv

        with text_output(args.output) as out:
            write_claims_csv(table, rows, out)
    else:
        _write_spatial(form, table, rows, args.output, _about(args, table))
    return 0


def _write_spatial(
    form: str,
    table: ClaimTable,
    rows: Iterable[int],
    output: str | None,
    about: dict[str, Any],
) -> None:
    """Write one of the formats with geometries; each says what it was made from."""
    if form == "gpkg":
        from geo.exchange.gpkg import write_gpkg

        with made_elsewhere(output or STDOUT, "claims.gpkg") as path:
            write_gpkg(table, rows, path, about)
    elif form == "parquet":
        from geo.exchange.parquet import write_parquet

        with binary_output(output or STDOUT) as binary:
            write_parquet(table, rows, binary, about)
    elif form == "kml":
        from geo.exchange.kml import write_kml

        with text_output(output) as out:
            write_kml(table, rows, out, about)
    else:
        from geo.exchange.geojson import write_geojson

        with text_output(output) as out:
            write_geojson(table, rows, out, about)


def _about(args: argparse.Namespace, table: ClaimTable) -> dict[str, Any]:
    """What a file was made from."""
    from dashboard.version import version
    from geo.data import manifest
    from geo.places.regions import VIEW_NOTES

    return {
        "version": version(),
        "revision": table.revision,
        "filters": filters_json(args),
        "boundaries": VIEW_NOTES[table.boundary],
        "attribution": manifest().attribution,
    }
