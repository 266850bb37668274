"""A backup as a store again; it is checked as a whole before anything is touched."""

from __future__ import annotations

import datetime as dt
import secrets
import tempfile
from collections.abc import Mapping
from pathlib import Path

from geo.errors import StoreError
from geo.store.archive import DATABASE, Backup, opened, put, scratch, unpack
from geo.store.backup import back_up, copy_database
from geo.store.contents import revision
from geo.store.copying import copy_rows, copy_store
from geo.store.engine import Store, reading, writing
from geo.store.facts import GazetteerSource, keep
from geo.store.log import last_change
from geo.store.opening import open_store
from geo.store.server import emptied
from geo.store.server_opening import create_on_server, is_empty
from geo.store.verify import faults


def restore(
    path: Path, target: Path, *, replace: bool = False, beside: Mapping[str, Path] | None = None
) -> tuple[Backup, tuple[Path, ...]]:
    """Put the store in a backup at `target`, and what was beside it at the places named.

    What is there already is refused, unless `replace` says otherwise; then it is kept under
    another name. Returns the backup and where things are kept. Raises `StoreError` for a backup
    that is not whole, or whose store is not sound or of a newer version.
    """
    with opened(path) as (archive, backup), scratch(target) as folder:
        places = {k: v for k, v in (beside or {}).items() if k in backup.files}
        taken = [one for one in (target, *places.values()) if one.exists()]
        if taken and not replace:
            raise StoreError(
                f"{str(taken[0])!r} exists already. Name another file, or say --replace: what is "
                "there is then kept under another name."
            )
        new = {name: folder / f"{number}" for number, name in enumerate((DATABASE, *places))}
        for name, file in new.items():
            unpack(archive, backup, name, file)
        _require_sound(new[DATABASE], backup, path)
        kept = _replace(new[DATABASE], target)
        for name, place in places.items():
            if place.exists():
                kept.append(_free_name(place))
                place.rename(kept[-1])
            put(new[name], place)
    return backup, tuple(kept)


def restore_on_server(
    path: Path,
    address: str,
    *,
    replace: bool = False,
    gazetteer: GazetteerSource | None = None,
) -> tuple[Backup, tuple[Path, ...]]:
    """Put the store in a backup into a database of a PostgreSQL server.

    A database that holds a store already is refused, unless `replace` says otherwise; then a
    backup of it is made first, in the folder of `path`, and the new contents take its place in
    one transaction. Who may read or write it stays as it was. Raises what `restore` raises.
    """
    with opened(path) as (archive, backup), tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / DATABASE
        unpack(archive, backup, DATABASE, copy)
        _require_sound(copy, backup, path)
        source = open_store(copy)
        standing = _standing(address)
        if standing is None:
            create_on_server(address, lambda new: copy_store(source, new), gazetteer)
            return backup, ()
        if not replace:
            raise StoreError(
                f"store {standing.name} exists already and holds claims. Name another database, "
                "or say --replace: a backup of what is there is then made first."
            )
        kept = _free_name(path.absolute())
        before = back_up(standing, kept)
        with reading(source) as held, writing(standing) as connection:
            last = last_change(connection)
            if last is None or last.hash != before.revision:
                raise StoreError(
                    f"store {standing.name} was changed while its backup was made. Nothing was "
                    "restored; try again."
                )
            with emptied(connection):
                copy_rows(held, connection)
            if gazetteer is not None:
                keep(connection, gazetteer, anew=True)
    return backup, (kept,)


def _standing(address: str) -> Store | None:
    """The store that a database holds; ``None`` when it is empty, or holds no change yet."""
    if is_empty(address):
        return None
    store = open_store(address)
    return store if revision(store) else None


def _require_sound(copy: Path, backup: Backup, path: Path) -> None:
    """Refuse a store that is not what the backup says."""
    store = open_store(copy, read_only=True)
    if found := faults(store):
        raise StoreError(f"backup {str(path)!r} holds a damaged store: {found[0]} Use another.")
    if revision(store) != backup.revision:
        raise StoreError(f"backup {str(path)!r} holds another store than it says. Use another.")


def _replace(copy: Path, target: Path) -> list[Path]:
    """Give a checked copy its place; returns where what was there is kept.

    A sound store keeps its file and gets new contents, because other programs may have it open.
    """
    if not target.exists():
        put(copy, target)
        return []
    kept = _free_name(target)
    try:
        standing = open_store(target)
        copy_database(standing, kept)
    except StoreError:  # no store, or a damaged one: out of the way, with its journal
        kept.unlink(missing_ok=True)
        for end in ("-wal", "-shm", ""):
            part = Path(f"{target}{end}")
            if part.exists():
                part.rename(f"{kept}{end}")
        put(copy, target)
        return [kept]
    if standing.read_only:
        kept.unlink()
        raise StoreError(f"store {standing.name} {standing.read_only} Restore to another file.")
    copy_database(open_store(copy), target)
    return [kept]


def _free_name(path: Path) -> Path:
    stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S")
    return path.with_name(f"{path.stem}.before-{stamp}-{secrets.token_hex(2)}{path.suffix}")
