"""``claim-atlas create``: a SQLite store with history, out of a folder of claims."""

from __future__ import annotations

import argparse
from pathlib import Path

from dashboard.commands.output import count, say
from dashboard.commands.parsing import Commands, add_command


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = add_command(
        commands,
        "create",
        run,
        summary="a SQLite store with history, out of a folder of claims",
        description="Make a SQLite file that holds the claims of --store, a folder, or the bundled "
        "ones. Rows that are refused are noted in it. Two stores made of the same files are the "
        "same.",
        example="claim-atlas create claims.db\n  claim-atlas serve --store claims.db",
    )
    parser.add_argument("file", metavar="FILE", help="the file to make")


def run(args: argparse.Namespace) -> int:
    """Read the folder, fill the store."""
    from dashboard.loading import make_store
    from dashboard.stores import store_path
    from geo.errors import ClaimAtlasError
    from geo.store.contents import revision
    from geo.store.history import change_log

    source = store_path(args.store)
    if source.is_file():
        raise ClaimAtlasError(
            f"store {str(source)!r} is one already. To copy it with its history: claim-atlas "
            f"backup, then restore."
        )
    store = make_store(Path(args.file).expanduser(), source)
    log = change_log(store)
    records = count(log[0].records if log else 0, "record")
    say(f"made {args.file} with {records} out of {source}, revision {revision(store)[:12]}")
    return 0
