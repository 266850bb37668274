"""``claim-atlas backup`` and ``claim-atlas restore``: the store as one file, and back."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.commands.output import count, say
from dashboard.commands.parsing import Commands, add_command
from dashboard.stores import OWN_CHOICES, OWN_GAZETTEER, own_folder, store_file

if TYPE_CHECKING:
    from geo.store.archive import Backup


def add(commands: Commands) -> None:
    """Describe both commands."""
    parser = add_command(
        commands,
        "backup",
        run_backup,
        summary="the whole store, with its history, as one file",
        description="Write the store that --store names, with the gazetteer entries and choices "
        "of place that belong to it, to one file. It is read back and checked by SHA-256. Others "
        "may go on writing meanwhile.",
        example="claim-atlas backup --store claims.db claims-2026-11-22.zip",
    )
    parser.add_argument("file", metavar="FILE", help="the backup to write")
    parser = add_command(
        commands,
        "restore",
        run_restore,
        summary="a backup as a store again",
        description="Put the store in a backup where --store says. The backup is checked as a "
        "whole before anything is touched: checksums, database, history.",
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
    from geo.store.opening import open_store

    path = store_file(args.store)
    made = back_up(open_store(path), Path(args.file).expanduser(), _beside(path))
    say(f"wrote {args.file}: {_described(made)}")
    return 0


def run_restore(args: argparse.Namespace) -> int:
    """Read a backup."""
    from geo.store.restore import restore

    path = store_file(args.store)
    backup, kept = restore(
        Path(args.file).expanduser(), path, replace=args.replace, beside=_beside(path)
    )
    say(f"restored {path}: {_described(backup)}")
    for one in kept:
        say(f"what was there is kept as {one}")
    return 0


def _beside(store: Path) -> dict[str, Path]:
    """The files that belong to a store, by their names in a backup."""
    # Not own_folder(): the store may not be there yet.
    folder = own_folder(store) if store.is_file() else store.with_suffix(".own")
    return {name: folder / name for name in (OWN_GAZETTEER, OWN_CHOICES)}


def _described(backup: Backup) -> str:
    size_mb = sum(one.bytes for one in backup.files.values()) / 1e6
    files = count(len(backup.files), "file")
    return (
        f"{count(backup.changes, 'change')}, revision {backup.revision[:12]}, of "
        f"{backup.made_at}; {files}, {size_mb:.1f} MB, checked by SHA-256"
    )
