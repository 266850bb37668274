"""A store as one file that can be kept elsewhere; every byte is checked."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from geo.errors import StoreError
from geo.store.archive import DATABASE, Backup, check_backup, measure, put, scratch, write_archive
from geo.store.contents import revision
from geo.store.copying import copy_store
from geo.store.engine import BUSY_TIMEOUT_MS, Store
from geo.store.history import change_log
from geo.store.migrate import NEWEST
from geo.store.opening import create_store, open_store
from geo.store.wording import translated


def back_up(store: Store, target: Path, beside: Mapping[str, Path] | None = None) -> Backup:
    """Write a backup of `store` to `target`, with those files `beside` it that exist.

    It holds the store as it was at one moment, whoever writes meanwhile. The archive is read back
    and checked before it gets its name. A store on a server becomes a file on the way: a backup
    can be restored as either. Raises `StoreError` when something has that name already, and when
    the disk refuses.
    """
    if target.exists():
        raise StoreError(f"{str(target)!r} exists already. Name another file for the backup.")
    with scratch(target) as folder:
        copy = folder / DATABASE
        if store.path is not None:
            copy_database(store, copy)
        else:
            create_store(copy, lambda new: copy_store(store, new))
        held = open_store(copy, read_only=True)
        files = {DATABASE: copy, **{k: v for k, v in (beside or {}).items() if v.is_file()}}
        backup = Backup(
            made_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            schema=NEWEST,
            revision=revision(held),
            changes=len(change_log(held)),
            files={name: measure(path) for name, path in files.items()},
        )
        archive = folder / "backup.zip"
        write_archive(archive, backup, files)
        check_backup(archive)
        put(archive, target)
    return backup


def copy_database(store: Store, target: Path) -> None:
    """Copy a SQLite store as it is at one moment.

    An existing `target` gets the contents in one transaction of its own, so that programs that
    have it open go on with the new contents.
    """
    with (
        translated(store.name),
        closing(store.engine.raw_connection()) as raw,
        closing(sqlite3.connect(target, timeout=BUSY_TIMEOUT_MS / 1000)) as copy,
    ):
        held = raw.driver_connection
        if not isinstance(held, sqlite3.Connection):
            raise StoreError(f"store {store.name} is no file that could be copied.")
        held.backup(copy)
