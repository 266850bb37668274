"""``claim-atlas import``: a file of claims into the store, with a report of every row."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dashboard.commands.output import count, ticking
from dashboard.commands.parsing import Commands, add_command
from geo.errors import InputRefused, Problem
from geo.exchange.plain_text import plain

if TYPE_CHECKING:
    from geo.exchange.incoming import Incoming, Record
    from geo.store.taken import Taken

FORMATS: Final = (
    "claims-csv", "csv", "ucdp", "viina", "acled", "geojson", "kml", "gpkg", "parquet", "seeds",
    "gazetteer",
)  # fmt: skip
"""The same as `geo.exchange.incoming.Format`, which would bring shapely to ``--help``."""

SHOWN: Final = 50
"""Refused rows and differing records that are listed for a person; ``--json`` lists all."""

REFUSED: Final = 1


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = add_command(
        commands,
        "import",
        run,
        summary="a file of claims into the store, row by row",
        description="Read a file and add what is new to the store, as one change: all of it, or "
        "nothing when it is interrupted. Importing again adds nothing. Rows that cannot be used "
        "are listed with their remedy, the others go in; exit code 1 when no row could be used. "
        "What a CSV file of other columns means is guessed and shown; --map FILE.json corrects it.",
        example="claim-atlas import GEDEvent.csv --dry-run\n"
        "  claim-atlas import incidents.csv --map incidents.json --store claims.db",
    )
    parser.add_argument("file", metavar="FILE", help="the file, or a folder of the four CSV files")
    parser.add_argument(
        "--as", dest="format", choices=FORMATS, help="what the file is (default: by its contents)"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="try and report everything, write nothing"
    )
    parser.add_argument(
        "--map", metavar="FILE.json", help="what the columns of a CSV file mean (see --dry-run)"
    )
    parser.add_argument(
        "--update", action="store_true", help="bring records that differ up to date with the file"
    )
    parser.add_argument(
        "--bring-back", action="store_true", help="let what an undone import brought stand again"
    )
    parser.add_argument("--author", metavar="NAME", help="who imports (default: your account)")
    parser.add_argument("--reason", metavar="TEXT", help="why (default: the name of the file)")
    parser.add_argument("--json", action="store_true", help="one object with the whole report")


@dataclass
class Told:
    """All that is told of one import."""

    file: str
    format: str = ""
    dry_run: bool = False
    rows: int = 0
    taken: int = 0
    records: dict[str, int] = field(default_factory=dict)
    added: int = 0
    same: int = 0
    updated: int = 0
    retracted: int = 0
    differing: list[str] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    change: int | None = None
    mapping: dict[str, Any] | None = None


def run(args: argparse.Namespace) -> int:
    """Read, write, report."""
    path = Path(args.file).expanduser()
    told = Told(str(path), dry_run=args.dry_run)
    try:
        _import(args, path, told)
    except InputRefused as error:
        if not args.json:
            raise
        told.problems = [*error.problems]
        _print_json(told)
        return REFUSED
    if args.json:
        _print_json(told)
    else:
        for line in _readable(told):
            sys.stdout.write(f"{line}\n")
    return REFUSED if told.problems and not told.taken else 0


def _import(args: argparse.Namespace, path: Path, told: Told) -> None:
    from dashboard.import_run import sound
    from dashboard.loading import load_places
    from dashboard.mappings import mapping_for, remember
    from dashboard.stores import store_at
    from geo.exchange.incoming import TAKES_MAPPING, Format, read_incoming, recognise
    from geo.places.regions import load_regions
    from geo.store.fill import take_in
    from geo.store.records import By

    chosen = Format(args.format) if args.format else recognise(path)
    told.format = chosen.value
    if args.map and chosen not in TAKES_MAPPING:
        args.parser.error(f"--map is for tables of any columns; this file is read as {chosen}")
    header: tuple[str, ...] = ()
    mapping = None
    if chosen in TAKES_MAPPING:
        header, mapping = mapping_for(path, chosen, args.map)
    told.mapping = json.loads(mapping.to_json()) if mapping else None
    at = store_at(args.store)
    store = at.open()
    gazetteer = load_places(at)
    by = By(args.author or _account(), args.reason or f"Import of {path.name}.")
    with ticking(f"Reading {path.name[:40]}") as tick:
        incoming = read_incoming(
            path, gazetteer, load_regions(), format=chosen, mapping=mapping, tick=tick
        )
        change, taken = take_in(
            store, _counted(sound(incoming, store), told), by,
            problems=incoming.report.problems, update=args.update, bring_back=args.bring_back,
            pretend=args.dry_run,
        )  # fmt: skip
    _tell(told, incoming, taken)
    told.change = change.id if change else None
    if mapping is not None and told.taken and not args.dry_run:
        remember(header, mapping)


def _counted(records: Iterable[Record], told: Told) -> Iterator[Record]:
    """Pass records on and count what they are."""
    counts: Counter[str] = Counter()
    try:
        for one in records:
            counts[type(one).__name__.lower()] += 1
            yield one
    finally:
        told.records = dict(sorted(counts.items()))


def _tell(told: Told, incoming: Incoming, taken: Taken) -> None:
    from geo.store.taken import Fate

    report = incoming.report
    told.rows, told.taken = report.rows, report.taken
    told.notes = {sentence: number for sentence, number in report.notes.items() if number}
    told.problems = report.problems
    told.added, told.same, told.updated = taken.added, taken.same, taken.updated
    told.retracted, told.differing = taken.count(Fate.RETRACTED), taken.differing


def _print_json(told: Told) -> None:
    sys.stdout.write(f"{json.dumps(asdict(told), ensure_ascii=False, indent=2)}\n")


def _readable(told: Told) -> Iterator[str]:
    """The report for a person."""
    held = ", ".join(count(number, one) for one, number in told.records.items()) or "nothing"
    yield plain(f"{told.file}, read as {told.format}: {count(told.rows, 'row')} with {held}")
    if told.mapping is not None:
        yield "  columns: " + plain(json.dumps(told.mapping, ensure_ascii=False))
    new = "would be added" if told.dry_run else "added"
    brought = "would be brought up to date" if told.dry_run else "brought up to date"
    yield f"  {told.added:,} {new}, {told.same:,} there already, {told.updated:,} {brought}"
    if told.retracted:
        yield f"  {told.retracted:,} of these stand retracted (--bring-back lets them stand again)"
    if told.differing:
        yield (
            f"  {count(len(told.differing), 'record')} there already with other contents, left "
            "alone (--update takes those of the file):"
        )
        yield from (f"    {plain(one)}" for one in told.differing[:SHOWN])
        if len(told.differing) > SHOWN:
            yield f"    and {len(told.differing) - SHOWN:,} more"
    for sentence, number in told.notes.items():
        yield f"  {plain(sentence)}: {number:,}"
    if told.problems:
        yield f"  {count(len(told.problems), 'row or value', 'rows or values')} refused:"
        yield from (f"    {plain(one.sentence())}" for one in told.problems[:SHOWN])
        if len(told.problems) > SHOWN:
            yield f"    and {len(told.problems) - SHOWN:,} more; --json lists all"
    if told.dry_run:
        yield "  dry run: nothing was written"
    elif told.change is not None:
        yield f"  written as change {told.change}; claim-atlas history shows it"
    else:
        yield "  nothing new, so nothing was written"


def _account() -> str:
    """Who makes the change: the name given in the dashboard, else that of the account."""
    from dashboard import settings

    known = settings.recall("author")
    if isinstance(known, str) and known.strip():
        return known.strip()
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unnamed"
