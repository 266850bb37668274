"""``claim-atlas resolve``: what place a name means, and why."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from dashboard.commands.output import progress
from dashboard.commands.parsing import Commands, add_command, country
from geo.exchange.plain_text import plain

if TYPE_CHECKING:
    from geo.places.gazetteer import Gazetteer
    from geo.places.place import Place
    from geo.places.resolution import Resolution


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = add_command(
        commands,
        "resolve",
        run,
        summary="a place's name, in any spelling, to the place",
        description="Say what place each name means, with the reasons and the other candidates, "
        "or abstain. An abstention is an answer: exit code 0.",
        example='claim-atlas resolve Donetsk --context "a depot in Rostov Oblast, Russia"\n'
        "  claim-atlas resolve --batch names.csv > places.jsonl",
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="a name as a report spells it")
    parser.add_argument("--context", metavar="TEXT", help="the text around it, as a hint")
    parser.add_argument(
        "--country", type=country, metavar="CC", help="only places in it: ISO 3166, e.g. UA"
    )
    parser.add_argument("--json", action="store_true", help="an array of answers")
    parser.add_argument(
        "--batch",
        metavar="FILE.csv",
        help="columns id,name,context,country (the last two may be empty): one JSON object a line",
    )


def run(args: argparse.Namespace) -> int:
    """Resolve the names given, or those of a file."""
    if bool(args.names) == (args.batch is not None):
        args.parser.error("give names, or --batch FILE.csv, and not both")
    if args.batch is not None and (args.context is not None or args.country is not None):
        args.parser.error("with --batch, context and country are columns of the file")
    from dashboard.loading import load_places
    from dashboard.stores import store_path

    gazetteer = load_places(store_path(args.store))
    if args.batch is not None:
        return _batch(args.batch, gazetteer)
    answers = [
        gazetteer.resolve(name, context=args.context, country=args.country) for name in args.names
    ]
    if args.json:
        dumped = json.dumps([one.to_json() for one in answers], ensure_ascii=False, indent=2)
        sys.stdout.write(f"{dumped}\n")
        return 0
    blocks = ("\n".join(_readable(one)) for one in answers)
    sys.stdout.write("\n\n".join(blocks) + "\n")
    return 0


def _batch(file: str, gazetteer: Gazetteer) -> int:
    from geo.places.batch import resolve_batch

    answers: Iterable[dict[str, Any]] = resolve_batch(file, gazetteer)
    if not sys.stdout.isatty():  # on a terminal the answers themselves show how far it is
        answers = progress(answers, "Resolving names")
    for answer in answers:
        sys.stdout.write(f"{json.dumps(answer, ensure_ascii=False)}\n")
    return 0


def _readable(answer: Resolution) -> Iterator[str]:
    """The answer for a person: the place, why, and what else it might have been."""
    query = plain(answer.query[:200])
    if answer.place is None:
        yield f"{query}: {answer.status}"
    else:
        doubt = "" if answer.status == "resolved" else f"{answer.status}, perhaps "
        yield f"{query}: {doubt}{_described(answer.place)}"
        yield f"  {_position(answer.place)}"
        if answer.place.dispute:
            yield f"  {plain(answer.place.dispute)}"
    for reason in answer.reasons:
        yield f"  - {plain(reason)}"
    others = [one for one in answer.candidates if one.place != answer.place]
    if others:
        yield "  other candidates:"
    for other in others:
        yield f"    {other.score:.2f}  {_described(other.place)}"


def _described(place: Place) -> str:
    country_code = f", {place.country}" if place.country else ""
    return plain(f"{place.name} ({place.level}{country_code}) [{place.id}]")


def _position(place: Place) -> str:
    """Coordinates as a map shows them: latitude first, with its letter."""
    north = f"{abs(place.lat):.4f}°{'N' if place.lat >= 0 else 'S'}"
    east = f"{abs(place.lon):.4f}°{'E' if place.lon >= 0 else 'W'}"
    return f"{north} {east}, radius {place.radius_km:g} km"
