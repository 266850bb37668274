"""``claim-atlas brief``: the briefing of the claims that pass the filters."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.commands.filters import add_filters, selection_of
from dashboard.commands.output import STDOUT, OutputRefused, check_output, say, write_bytes
from dashboard.commands.parsing import Commands, add_command, bbox, day, days, size

if TYPE_CHECKING:
    from dashboard.briefs import Wish

FORMATS = ("png", "svg", "pdf", "pptx", "html")
DEFAULT_TITLE = "Claims and who stands behind them"
DEFAULT_DAYS = 7
SERIES = ("week", "place", "kind")
# The same words as in geo.briefing and dashboard.briefs, which would bring numpy to --help; a test
# keeps them alike.


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = add_command(
        commands,
        "brief",
        run,
        summary="a briefing of the claims that pass the filters: picture or document",
        description="Draw the claims that pass the filters: map, numbered symbols, legend and "
        "sources.\nThe same store, filters, version and fonts give the same bytes. In a PDF a "
        "long list\ngoes on on further pages.",
        example='claim-atlas brief --from 2024-10-01 --to 2024-10-31 --title "October 2024" '
        "--format pdf -o october.pdf\n  claim-atlas brief --verify october.pdf",
    )
    add_filters(parser)
    add = parser.add_argument
    add("--format", choices=FORMATS, help=f"{', '.join(FORMATS)} (default: as FILE ends, or png)")
    add(
        "--size",
        type=size,
        default=(1920, 1080),
        metavar="S",
        help="slide, a4, a4-portrait, square, or pixels, 640x360 to 7680x4320 (default: slide)",
    )
    add("--title", default=DEFAULT_TITLE, help=f'default: "{DEFAULT_TITLE}"')
    add("-o", "--output", metavar="FILE", help="the file to write; - for stdout")
    add(
        "--verify",
        metavar="FILE",
        help="say whether the store still gives this file, and if not what differs; "
        "filters and size are those in the file",
    )
    more = parser.add_argument_group("more than one picture")
    more.add_argument(
        "--series",
        choices=SERIES,
        help="pages or slides for each week, place or kind (pdf, pptx); parts without claims are "
        "named, not drawn",
    )
    more.add_argument(
        "--compare",
        type=day,
        nargs=2,
        metavar=("D1", "D2"),
        help="only what became known after the day D1 and up to D2: new, changed, retracted",
    )
    more.add_argument(
        "--chart",
        action="store_true",
        help="a page with claimed figures over time, by originator, with their ranges; a png or "
        "svg is the chart alone",
    )
    look = parser.add_argument_group("look")
    look.add_argument(
        "--view",
        type=bbox,
        metavar="W,S,E,N",
        help="the map shows this box and leaves no claim out (default: --bbox, or what the "
        "claims need)",
    )
    look.add_argument(
        "--handling", default="", metavar="TEXT", help="handling line at top and bottom"
    )
    look.add_argument(
        "--do-no-harm",
        type=days,
        nargs="?",
        const=DEFAULT_DAYS,
        metavar="DAYS",
        help="no place finer than a first-level region, their names withheld, and no claim of the "
        f"last DAYS days before the last change to the data (default: {DEFAULT_DAYS})",
    )
    look.add_argument("--graticule", action="store_true", help="draw meridians and parallels")
    look.add_argument(
        "--no-inset", action="store_true", help="one map even where claims lie far apart"
    )
    look.add_argument("--no-legend", action="store_true", help="without the legend")
    look.add_argument("--no-sources", action="store_true", help="without the list of sources")


def run(args: argparse.Namespace) -> int:
    """Filter, draw, write; or compare."""
    if args.verify is not None:
        from dashboard.commands.brief_verify import verify

        if args.output is not None:
            args.parser.error("--verify writes nothing; leave -o away")
        return verify(args.verify, args.store)
    if args.output is None:
        args.parser.error("the following arguments are required: -o/--output")
    if args.compare is not None:
        if args.as_known is not None:
            args.parser.error("--compare names two days by itself; leave --as-known away")
        if args.compare[0] >= args.compare[1]:
            args.parser.error("--compare needs the earlier day first")
    from geo.briefing import Form
    from geo.briefing.brief import check_bounds, check_size
    from geo.errors import ExportError

    form = Form(args.format or _ending(args.output))
    try:
        check_output(args.output)
        check_size(*args.size)
        if args.view is not None:
            check_bounds(args.view)
    except (OutputRefused, ExportError) as error:
        args.parser.error(str(error))
    if args.output == STDOUT and sys.stdout.isatty():
        args.parser.error("a picture is not for a terminal; name a file with -o")
    from dashboard.briefs import made
    from dashboard.commands.atlas import ask

    answer = ask(args)
    if sys.stderr.isatty():
        say("Drawing ...")
    write_bytes(args.output, made(wish_of(args), answer.table, form, args.size))
    if args.output != STDOUT:
        say(f"wrote {Path(args.output)}")
    return 0


def wish_of(args: argparse.Namespace) -> Wish:
    """What the options ask for."""
    from dashboard.briefs import Wish
    from geo.briefing import Parts
    from geo.briefing.series import Series
    from geo.places.regions import BoundaryView

    return Wish(
        title=args.title,
        selection=selection_of(args),
        as_known=args.as_known,
        as_recorded=args.as_recorded,
        boundary=BoundaryView(args.boundary),
        view=args.view,
        handling=args.handling,
        harm=args.do_no_harm,
        series=args.series and Series(args.series),
        compare=args.compare and (args.compare[0], args.compare[1]),
        chart=args.chart,
        parts=Parts(
            legend=not args.no_legend,
            sources=not args.no_sources,
            inset=not args.no_inset,
            graticule=args.graticule,
        ),
    )


def _ending(output: str) -> str:
    """The form that the file's name asks for."""
    ending = Path(output).suffix.lower().removeprefix(".")
    return ending if ending in FORMATS else FORMATS[0]
