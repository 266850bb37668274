"""``claim-atlas create``: a store with history, out of a folder of claims."""

from __future__ import annotations

import argparse

from dashboard.commands.output import count, say
from dashboard.commands.parsing import Commands, add_command


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = add_command(
        commands,
        "create",
        run,
        summary="a store with history, out of a folder of claims",
        description="Make a SQLite file, or fill an empty PostgreSQL database, with the claims of "
        "--store, a folder, or the bundled ones. Rows that are refused are noted in it. Two stores "
        "made of the same files are the same.",
        example="claim-atlas create claims.db\n  claim-atlas serve --store claims.db",
    )
    parser.add_argument(
        "file", metavar="FILE|URL", help="the file to make, or the database to fill"
    )


def run(args: argparse.Namespace) -> int:
    """Read the folder, fill the store."""
    from dashboard.loading import fill_store
    from dashboard.stores import StoreKind, store_at, store_to_make
    from geo.errors import ClaimAtlasError
    from geo.exchange.seeds import bundled_folder
    from geo.store.contents import revision
    from geo.store.history import change_log

    folder = store_at(args.store) if args.store else None
    if folder is not None and folder.kind is not StoreKind.FOLDER:
        raise ClaimAtlasError(
            f"store {folder.name!r} is one already. To copy it with its history: claim-atlas "
            f"backup, then restore."
        )
    source = bundled_folder() if folder is None or folder.path is None else folder.path
    target = store_to_make(args.file)
    store = fill_store(target, source)
    log = change_log(store)
    records = count(log[0].records if log else 0, "record")
    say(f"made {target.name} with {records} out of {source}, revision {revision(store)[:12]}")
    return 0
