"""``claim-atlas claims``: the claims that pass the filters, as data."""

from __future__ import annotations

import argparse

from dashboard.commands.filters import add_filters, filters_json
from dashboard.commands.output import (
    OutputRefused,
    check_output,
    progress,
    terminal_columns,
    text_output,
)
from dashboard.commands.parsing import Commands, add_command

FORMATS = ("table", "geojson", "csv")


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
        "--format", choices=FORMATS, help="table (default), geojson (RFC 7946) or csv"
    )
    parser.add_argument("--json", action="store_true", help="the same as --format geojson")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to FILE instead of stdout")


def run(args: argparse.Namespace) -> int:
    """Filter and write."""
    if args.json and args.format not in (None, "geojson"):
        args.parser.error(f"--json and --format {args.format} contradict each other")
    form = "geojson" if args.json else args.format or "table"
    try:
        check_output(args.output)
    except OutputRefused as error:
        args.parser.error(str(error))
    from dashboard.commands.atlas import ask

    answer = ask(args)
    table, rows = answer.table, answer.rows
    with text_output(args.output) as out:
        if form == "table":
            from geo.exchange.text_table import text_table

            columns = None if args.output else terminal_columns()
            for line in text_table(table, rows, columns):
                out.write(f"{line}\n")
        elif form == "csv":
            from geo.exchange.claims_csv import write_claims_csv

            write_claims_csv(table, progress(rows, "Writing claims"), out)
        else:
            from dashboard.version import version
            from geo.data import manifest
            from geo.exchange.geojson import write_geojson
            from geo.places.regions import VIEW_NOTES

            about = {
                "version": version(),
                "revision": table.revision,
                "filters": filters_json(args),
                "boundaries": VIEW_NOTES[table.boundary],
                "attribution": manifest().attribution,
            }
            write_geojson(table, progress(rows, "Writing claims"), out, about)
    return 0
