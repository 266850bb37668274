"""The filters of the contract: their options, and what they select."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from dashboard.commands.parsing import bbox, day
from geo.claims.vocabulary import Confidence, Kind, Stance, Status

if TYPE_CHECKING:
    from geo.claims.selection import Selection

CLOCKS = ("event", "report")
BOUNDARIES = ("recognised", "de-facto")
# The same words as geo.claims.selection.Clock and geo.places.regions.BoundaryView, which would
# bring numpy and shapely to --help; a test keeps them alike.


def add_filters(parser: argparse.ArgumentParser) -> None:
    """All filter options; one that is repeated means either."""
    group = parser.add_argument_group("filters", "an option given twice means either value")
    add = group.add_argument
    add("--from", dest="date_from", type=day, metavar="D", help="from this day, 2024-10-01")
    add("--to", dest="date_to", type=day, metavar="D", help="to this day, inclusive")
    add(
        "--date",
        dest="clock",
        choices=CLOCKS,
        default="event",
        help="what --from and --to are about: the event, or the publication of a report on it",
    )
    for option, words, what in (
        ("kind", Kind, "what is alleged"),
        ("stance", Stance, "any statement of this stance"),
        ("status", Status, "what the statements amount to"),
        ("confidence", Confidence, "how far it can be relied on"),
    ):
        values = [word.value for word in words]
        add(
            f"--{option}",
            action="append",
            default=[],
            choices=values,
            metavar=option[0].upper(),
            help=f"{what}: {', '.join(values)}",
        )
    add(
        "--bbox",
        type=bbox,
        metavar="W,S,E,N",
        help="only what meets this box, in degrees; W > E crosses the antimeridian",
    )
    add("--as-known", type=day, metavar="D", help="only what had been published by this day")
    add(
        "--as-recorded",
        type=day,
        metavar="D",
        help="only what this store held when that day (UTC) ended; not with a folder",
    )
    add("--include-undated", action="store_true", help="keep claims that a date cannot judge")
    add("--include-unplaced", action="store_true", help="keep claims that a box cannot judge")
    add(
        "--boundary",
        choices=BOUNDARIES,
        default="recognised",
        help="whose boundaries regions and countries have (default: recognised)",
    )


def selection_of(args: argparse.Namespace) -> Selection:
    """The filter that the options ask for; wrong usage where they contradict themselves."""
    from geo.claims.selection import Clock, Selection
    from geo.errors import QueryError

    try:
        return Selection(
            date_from=args.date_from,
            date_to=args.date_to,
            clock=Clock(args.clock),
            kinds=tuple(map(Kind, args.kind)),
            stances=tuple(map(Stance, args.stance)),
            statuses=tuple(map(Status, args.status)),
            confidences=tuple(map(Confidence, args.confidence)),
            bbox=args.bbox,
            include_undated=args.include_undated,
            include_unplaced=args.include_unplaced,
        )
    except QueryError as error:
        args.parser.error(str(error))
        raise  # not reached: error() ends the command


def filters_json(args: argparse.Namespace) -> dict[str, Any]:
    """The filters that were set, by the names of their options."""
    given: dict[str, Any] = {
        "from": _iso(args.date_from),
        "to": _iso(args.date_to),
        "date": args.clock if args.date_from or args.date_to else None,
        "kind": args.kind,
        "stance": args.stance,
        "status": args.status,
        "confidence": args.confidence,
        "bbox": list(args.bbox) if args.bbox else None,
        "as-known": _iso(args.as_known),
        "as-recorded": _iso(args.as_recorded),
        "include-undated": args.include_undated,
        "include-unplaced": args.include_unplaced,
    }
    return {name: value for name, value in given.items() if value}


def _iso(one: date | None) -> str | None:
    return one.isoformat() if one else None
