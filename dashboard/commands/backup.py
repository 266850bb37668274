"""``claim-atlas backup`` and ``claim-atlas restore``: the store as one file, and back."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.commands.output import count, say
from dashboard.commands.parsing import Commands, add_command
from dashboard.stores import shipped_gazetteer, store_at, store_to_make

if TYPE_CHECKING:
    from geo.store.archive import Backup


def add(commands: Commands) -> None:
    """Describe both commands."""
    parser = add_command(
        commands,
        "backup",
        run_backup,
        summary="the whole store, with its history, as one file",
        description="Write your store, or the one that --store names, to one file. It is read back "
        "and checked by SHA-256. Others may go on writing meanwhile.",
        example="claim-atlas backup --store claims.db claims-2026-11-22.zip",
    )
    parser.add_argument("file", metavar="FILE", help="the backup to write")
    parser = add_command(
        commands,
        "restore",
        run_restore,
        summary="a backup as a store again",
        description="Put the store in a backup where --store says: a file, or a PostgreSQL "
        "database, whichever the backup is of. It is checked as a whole before anything is "
        "touched: checksums, database, history.",
        example="claim-atlas restore --store claims.db claims-2026-11-22.zip",
    )
    parser.add_argument("file", metavar="FILE", help="the backup to read")
    parser.add_argument(
        "--replace",
        action="store_true",
        help="put it in place of what is there, which is kept under another name",
    )


def run_backup(args: argparse.Namespace) -> int:
    """Write a backup."""
    from geo.store.backup import back_up

    made = back_up(store_at(args.store).open(), Path(args.file).expanduser())
    say(f"wrote {args.file}: {_described(made)}")
    return 0


def run_restore(args: argparse.Namespace) -> int:
    """Read a backup."""
    from geo.store.restore import restore, restore_on_server

    target, path = store_to_make(args.store), Path(args.file).expanduser()
    if target.path is None:
        backup, kept = restore_on_server(
            path, target.where, replace=args.replace, gazetteer=shipped_gazetteer
        )
    else:
        backup, kept = restore(path, target.path, replace=args.replace)
    say(f"restored {target.name}: {_described(backup)}")
    for one in kept:
        say(f"what was there is kept as {one}")
    return 0


def _described(backup: Backup) -> str:
    size_mb = sum(one.bytes for one in backup.files.values()) / 1e6
    files = count(len(backup.files), "file")
    return (
        f"{count(backup.changes, 'change')}, revision {backup.revision[:12]}, of "
        f"{backup.made_at}; {files}, {size_mb:.1f} MB, checked by SHA-256"
    )
