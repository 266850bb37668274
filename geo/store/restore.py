"""A backup as a store again; it is checked as a whole before anything is touched."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from pathlib import Path

from geo.errors import StoreError
from geo.store.archive import DATABASE, Backup, opened, put, scratch, unpack
from geo.store.backup import copy_database
from geo.store.contents import revision
from geo.store.opening import open_store
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
