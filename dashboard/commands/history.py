"""``claim-atlas history``: who changed what, when and why."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from dashboard.commands.output import count
from dashboard.commands.parsing import Commands, add_command, day
from dashboard.stores import store_at
from geo.exchange.plain_text import plain

if TYPE_CHECKING:
    from geo.store.history import Difference, Entry
    from geo.store.records import Change, FieldChange


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = add_command(
        commands,
        "history",
        run,
        summary="who changed what in the store, when and why",
        description="List the changes of the store that --store names, oldest first; the versions "
        "of one record; with --change what one change did; with --since what is not as it was.",
        example="claim-atlas history --store claims.db arrival-in-far-east\n"
        "  claim-atlas history --store claims.db --since 2026-11-01 --until 2026-11-30",
    )
    parser.add_argument(
        "record",
        nargs="?",
        metavar="RECORD",
        help="an id; document:ID, originator:ID, claim:ID or statement:ID where several have it",
    )
    parser.add_argument("--change", type=int, metavar="N", help="what change N did")
    parser.add_argument("--since", type=day, metavar="D", help="what changed after this day (UTC)")
    parser.add_argument("--until", type=day, metavar="D", help="up to this day (default: now)")
    parser.add_argument("--json", action="store_true", help="an array of objects")


def run(args: argparse.Namespace) -> int:
    """Ask the store and print."""
    asked = [args.record is not None, args.change is not None, bool(args.since or args.until)]
    if sum(asked) > 1:
        args.parser.error("give a record, --change, or days, and not several of them")
    from geo.store import history

    store = store_at(args.store).open()
    if args.record is not None:
        entries = [
            entry
            for kind, name in _meant(history.kinds_of_id(store, _bare(args.record)), args.record)
            for entry in history.history(store, kind, name)
        ]
        _write(args, map(_entry_json, entries), (line for one in entries for line in _entry(one)))
    elif args.change is not None or args.since or args.until:
        found = (
            history.made_in(store, args.change)
            if args.change is not None
            else history.what_changed(store, args.since, args.until)
        )
        lines = (line for one in found for line in _difference(one))
        _write(args, map(_difference_json, found), lines)
    else:
        log = history.change_log(store)
        _write(args, map(_change_json, log), map(_change, log))
    return 0


def _bare(record: str) -> str:
    """The id in ``claim:ID``. No id holds a colon."""
    return record.rpartition(":")[2]


def _meant(kinds: Iterable[Any], record: str) -> list[tuple[Any, str]]:
    """Kind and id of the records that are meant. Raises `ClaimAtlasError` when there are none."""
    from geo.errors import ClaimAtlasError

    wanted, _, name = record.rpartition(":")
    found = [(kind, name) for kind in kinds if wanted in ("", kind.value)]
    if not found:
        raise ClaimAtlasError(f"the store has no record {record!r}. Mend the id.")
    return found


def _write(args: argparse.Namespace, data: Iterable[dict[str, Any]], lines: Iterable[str]) -> None:
    if args.json:
        sys.stdout.write(f"{json.dumps(list(data), ensure_ascii=False, indent=2)}\n")
        return
    for line in lines:
        indent = line[: len(line) - len(line.lstrip(" "))]
        sys.stdout.write(f"{indent}{plain(line)}\n")


def _change(one: Change) -> str:
    undone = f" of change {one.undoes}" if one.undoes else ""
    records = count(one.records, "record")
    return (
        f"{one.id} · {one.recorded_at:%Y-%m-%d %H:%M:%S} · {one.kind}{undone} · {records} · "
        f"{one.author}: {one.reason}"
    )


def _entry(one: Entry) -> Iterator[str]:
    kind, state = one.version.kind, "" if one.version.live else ", retracted"
    yield f"{_change(one.change)} ({kind} {one.version.id}{state})"
    yield from _fields(one.fields)


def _difference(one: Difference) -> Iterator[str]:
    yield f"{one.word} {one.after.kind} {one.after.id}"
    yield from _fields(one.fields)


def _fields(fields: Iterable[FieldChange]) -> Iterator[str]:
    for one in fields:
        yield f"    {one.field}: {_shown(one.before)} → {_shown(one.after)}"


def _shown(value: object) -> str:
    return "nothing" if value in (None, "") else str(value)


def _change_json(one: Change) -> dict[str, Any]:
    return {
        "change": one.id,
        "recorded_at": one.recorded_at.isoformat(),
        "author": one.author,
        "reason": one.reason,
        "kind": one.kind.value,
        "undoes": one.undoes,
        "records": one.records,
        "hash": one.hash,
    }


def _entry_json(one: Entry) -> dict[str, Any]:
    return {
        **_change_json(one.change),
        "record": one.version.id,
        "record_kind": one.version.kind.value,
        "live": one.version.live,
        "fields": _fields_json(one.fields),
    }


def _difference_json(one: Difference) -> dict[str, Any]:
    return {
        "record": one.after.id,
        "record_kind": one.after.kind.value,
        "what": one.word,
        "change": one.after.change,
        "live": one.after.live,
        "fields": _fields_json(one.fields),
    }


def _fields_json(fields: Iterable[FieldChange]) -> dict[str, Any]:
    return {one.field: {"before": one.before, "after": one.after} for one in fields}
