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
    from geo.places.related import Related
    from geo.places.resolution import Resolution


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = add_command(
        commands,
        "resolve",
        run,
        summary="a place's name, in any spelling, to the place",
        description="Say what place each name means, with the reasons and the other candidates, "
        "or abstain. An abstention is an answer: exit code 0. A name may be a phrase: near X, "
        "40 km north of X, between X and Y, off the coast of X, the X-Y border.",
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
    from dashboard.stores import store_at

    gazetteer = load_places(store_at(args.store))
    if args.batch is not None:
        return _batch(args.batch, gazetteer)
    answers = [
        gazetteer.resolve(name, context=args.context, country=args.country) for name in args.names
    ]
    if args.json:
        dumped = json.dumps([one.to_json() for one in answers], ensure_ascii=False, indent=2)
        sys.stdout.write(f"{dumped}\n")
        return 0
    asked = {"context": args.context, "country": args.country}
    blocks = (
        "\n".join(_readable(one, gazetteer.related(name, **asked)))
        for name, one in zip(args.names, answers, strict=True)
    )
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


def _readable(answer: Resolution, related: Related | None) -> Iterator[str]:
    """The answer for a person: the place, the relation, why, and what else it might have been."""
    query = plain(answer.query[:200])
    if answer.place is None:
        yield f"{query}: {answer.status}"
    else:
        doubt = "" if answer.status == "resolved" else f"{answer.status}, perhaps "
        yield f"{query}: {doubt}{_described(answer.place)}"
        yield f"  {_position(answer.place)}"
        if related is not None and not related.phrase.is_border:
            yield f"  {_relation(related)}"
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


def _relation(related: Related) -> str:
    """What of the ground the relation covers: its middle and how far from there it reaches."""
    from geo.errors import ModelError
    from geo.places.regions import load_regions

    try:
        found = related.locate(load_regions())
    except ModelError as error:
        return f"relation {related.phrase.relation}: {plain(str(error))}"
    reach = f"reaching {found.radius_m / 1000:.0f} km from {_spot(found.lon, found.lat)}"
    second = f" and {_described(related.other)}" if related.other is not None else ""
    return f"relation {related.phrase.relation}{second}: {found.shape}, {reach}"


def _position(place: Place) -> str:
    return f"{_spot(place.lon, place.lat)}, radius {place.radius_km:g} km"


def _spot(lon: float, lat: float) -> str:
    """Coordinates as a map shows them: latitude first, with its letter."""
    north = f"{abs(lat):.4f}°{'N' if lat >= 0 else 'S'}"
    return f"{north} {abs(lon):.4f}°{'E' if lon >= 0 else 'W'}"
