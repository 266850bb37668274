"""``claim-atlas brief``: the briefing picture of the claims that pass the filters."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dashboard.commands.filters import add_filters
from dashboard.commands.output import STDOUT, OutputRefused, check_output, say, write_bytes
from dashboard.commands.parsing import Commands, add_command, size

FORMATS = ("png",)
DEFAULT_TITLE = "Claims and who stands behind them"


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = add_command(
        commands,
        "brief",
        run,
        summary="a briefing picture of the claims that pass the filters",
        description="Draw the claims that pass the filters: map, numbered symbols, legend and "
        "sources. With --bbox the map shows that box, otherwise what the claims need.",
        example='claim-atlas brief --from 2024-10-01 --to 2024-10-31 --title "October 2024" '
        "--format png -o october.png",
    )
    add_filters(parser)
    parser.add_argument("--format", choices=FORMATS, default="png", help="png (default)")
    parser.add_argument(
        "--size",
        type=size,
        default=(1920, 1080),
        metavar="WxH",
        help="pixels, 640x360 to 7680x4320 (default: 1920x1080)",
    )
    parser.add_argument("--title", default=DEFAULT_TITLE, help=f'default: "{DEFAULT_TITLE}"')
    parser.add_argument(
        "-o", "--output", metavar="FILE", required=True, help="the file to write; - for stdout"
    )


def run(args: argparse.Namespace) -> int:
    """Filter, draw, write."""
    from dashboard.filter_words import filter_words
    from dashboard.version import version
    from geo.briefing import Brief, render_png
    from geo.briefing.brief import check_size
    from geo.errors import ExportError

    try:
        check_output(args.output)
        check_size(*args.size)
    except (OutputRefused, ExportError) as error:
        args.parser.error(str(error))
    if args.output == STDOUT and sys.stdout.isatty():
        args.parser.error("a picture is not for a terminal; name a file with -o")
    from dashboard.commands.atlas import ask

    answer = ask(args)
    left_out = [sentence.partition(";")[0] for sentence in answer.left_out]
    words = filter_words(answer.selection, args.as_known, as_recorded=args.as_recorded)
    brief = Brief(
        title=args.title,
        subtitle=" · ".join([words, *left_out]),
        table=answer.table,
        rows=answer.rows,
        bounds=answer.selection.bbox,
        boundary=answer.table.boundary,
        total=answer.table.n,
        version=version(),
    )
    if sys.stderr.isatty():
        say("Drawing ...")
    write_bytes(args.output, render_png(brief, *args.size))
    if args.output != STDOUT:
        say(f"wrote {Path(args.output)}")
    return 0
