"""Which store is meant, said in the same words by every command and every page."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dashboard.home import home
from geo.errors import ClaimAtlasError, StoreError

if TYPE_CHECKING:
    from geo.places.gazetteer import Gazetteer
    from geo.store.engine import Store

STORE_VARIABLE: Final = "CLAIM_ATLAS_STORE"
"""Environment variable that names the store; empty means the one of this user."""

STORE_FILES: Final = ("documents.csv", "originators.csv", "claims.csv", "statements.csv")
"""What a folder of claims holds; the same as `geo.exchange.seeds.FILES`, which is not imported
here because it would bring numpy and shapely to ``--help``."""

DEFAULT_FILE: Final = "claims.db"
"""The store of this user, in the folder that `dashboard.home` names."""

_SQLITE_HEAD: Final = b"SQLite format 3\0"
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.]*)://", re.IGNORECASE)

_REMEDY: Final = (
    f"Name a SQLite file that `claim-atlas create` made, a postgresql:// address, a folder that "
    f"holds {', '.join(STORE_FILES)}, or leave --store and {STORE_VARIABLE} out for your own store."
)


class StoreKind(StrEnum):
    """How claims are kept. A folder is only read and has no history."""

    FOLDER = "folder"
    FILE = "file"
    SERVER = "server"


@dataclass(frozen=True, slots=True)
class StoreAt:
    """Where claims are. `where` is a path, or an address that may hold a password: never show it.

    `note` says why it is not the store that was expected, or is empty.
    """

    kind: StoreKind
    where: str = field(repr=False)
    note: str = ""

    @property
    def path(self) -> Path | None:
        """The folder or file; ``None`` on a server."""
        return None if self.kind is StoreKind.SERVER else Path(self.where)

    @property
    def name(self) -> str:
        """How it is called in messages: the path, or the address without its password."""
        return without_password(self.where) if self.kind is StoreKind.SERVER else self.where

    @property
    def keeps_history(self) -> bool:
        """Whether changes can be made, and are remembered."""
        return self.kind is not StoreKind.FOLDER

    def open(self) -> Store:
        """The store, ready for use. Raises `StoreError` for a folder and what cannot be opened."""
        if self.kind is StoreKind.FOLDER:
            raise StoreError(
                f"{self.where!r} is a folder, which is only read and keeps no history. Make a "
                f"store of it: claim-atlas create claims.db --store {self.where}."
            )
        if self.kind is StoreKind.SERVER:
            return _open_server(self.where)
        from geo.store.opening import open_store

        return open_store(self.where)


@lru_cache(maxsize=8)
def _open_server(address: str) -> Store:
    """Kept: a page asks on every rerun, and the version of the store need not be asked again."""
    from geo.store.opening import open_store

    return open_store(address, gazetteer=shipped_gazetteer)


@cache
def shipped_gazetteer() -> Gazetteer:
    """The program's own gazetteer, read when it is first needed: a server keeps shapes of it."""
    from geo.places.gazetteer import load_gazetteer

    return load_gazetteer()


def store_at(named: str | None = None) -> StoreAt:
    """The store in use; `named` wins over the environment, and both over the user's own.

    The user's own is made of the bundled claims when it is first asked for; where that cannot be,
    the bundled claims are given to be read, with a note. Raises `ClaimAtlasError` for what is
    missing, is no store, or an address of another kind.
    """
    text = named_store(named)
    return _named(text) if text else _own_store()


def _named(text: str) -> StoreAt:
    if scheme := _SCHEME.match(text):
        if scheme[1].lower().partition("+")[0] not in ("postgresql", "postgres"):
            raise ClaimAtlasError(f"store {scheme[1]}://… is of no kind that is known. {_REMEDY}")
        return StoreAt(StoreKind.SERVER, f"postgresql://{text[scheme.end() :]}")
    path = Path(text).expanduser()
    if path.is_file():
        if not is_database(path):
            raise ClaimAtlasError(f"store {text!r} is a file, but no SQLite database. {_REMEDY}")
        return StoreAt(StoreKind.FILE, str(path))
    if not path.is_dir():
        raise ClaimAtlasError(f"store {text!r} does not exist. {_REMEDY}")
    if not any((path / name).is_file() for name in STORE_FILES):
        raise ClaimAtlasError(f"store {text!r} holds no claims. {_REMEDY}")
    return StoreAt(StoreKind.FOLDER, str(path))


def _own_store() -> StoreAt:
    path = home() / DEFAULT_FILE
    if not path.exists():
        from dashboard.loading import make_store
        from geo.exchange.seeds import bundled_folder

        try:
            make_store(path, bundled_folder())
        except StoreError as error:
            if not path.exists():  # another program may have been first, which is as good
                return StoreAt(
                    StoreKind.FOLDER,
                    str(bundled_folder()),
                    f"Your own store could not be made, so the bundled claims are shown and "
                    f"cannot be changed. {error}",
                )
    return StoreAt(StoreKind.FILE, str(path))


def store_to_make(named: str | None = None) -> StoreAt:
    """The file or server that is named as the store, whether there is one yet or not.

    Without a name it is the user's own file. Raises `ClaimAtlasError` for a folder.
    """
    text = named_store(named) or str(home() / DEFAULT_FILE)
    if _SCHEME.match(text):
        return _named(text)
    path = Path(text).expanduser()
    if path.is_dir():
        raise ClaimAtlasError(
            f"store {text!r} is a folder, which keeps no history. Make a SQLite file of it: "
            f"claim-atlas create claims.db --store {text}."
        )
    return StoreAt(StoreKind.FILE, str(path))


def named_store(named: str | None = None) -> str:
    """What the option, or else the environment, names as the store; empty for neither."""
    return named or os.environ.get(STORE_VARIABLE, "")


def is_database(path: Path) -> bool:
    """Whether a file is a SQLite database, going by its first bytes. False for a folder."""
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE_HEAD)) == _SQLITE_HEAD
    except OSError:
        return False


def without_password(address: str) -> str:
    """What names a store as it may be shown: of a server's address user, host and database."""
    if not _SCHEME.match(address):
        return address
    from geo.store.server import address_of, shown

    try:
        return shown(address_of(address))
    except StoreError:
        return f"{address.partition('://')[0]}://…"
