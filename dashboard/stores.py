"""Which store is meant, said in the same words by every command."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from geo.errors import ClaimAtlasError

STORE_VARIABLE: Final = "CLAIM_ATLAS_STORE"
"""Environment variable that names the store; empty means the bundled claims."""

STORE_FILES: Final = ("documents.csv", "originators.csv", "claims.csv", "statements.csv")
"""What a folder must hold to be a store; the same as `geo.exchange.seeds.FILES`, which is not
imported here because it would bring numpy and shapely to ``--help``."""

_SQLITE_HEAD: Final = b"SQLite format 3\0"

OWN_VARIABLE: Final = "CLAIM_ATLAS_HOME"
"""Environment variable that names the folder for what a user adds to the bundled claims."""

OWN_GAZETTEER: Final = "gazetteer.csv"
OWN_CHOICES: Final = "place_choices.csv"
"""What a user adds: entries of the gazetteer, and places chosen for claims."""

_REMEDY: Final = (
    f"Name a SQLite file that `claim-atlas create` made, a folder that holds "
    f"{', '.join(STORE_FILES)}, or leave --store and {STORE_VARIABLE} out for the bundled claims."
)


def store_path(named: str | None = None) -> Path:
    """The store in use, a folder or a SQLite file; `named` wins over the environment.

    Raises `ClaimAtlasError` for a database address, which this version does not read, for what is
    missing, no SQLite file, or a folder that holds none of the four files.
    """
    text = named_store(named)
    if not text:
        from geo.exchange.seeds import bundled_folder

        return bundled_folder()
    path = _local(text)
    if path.is_file():
        if not is_database(path):
            raise ClaimAtlasError(f"store {text!r} is a file, but no SQLite database. {_REMEDY}")
        return path
    if not path.is_dir():
        raise ClaimAtlasError(f"store {text!r} does not exist. {_REMEDY}")
    if not any((path / name).is_file() for name in STORE_FILES):
        raise ClaimAtlasError(f"store {text!r} holds no claims. {_REMEDY}")
    return path


def store_file(named: str | None = None) -> Path:
    """The SQLite file that is named as the store, whether there is one or not.

    Raises `ClaimAtlasError` when none is named, or a folder is: those keep no history.
    """
    text = named_store(named)
    if not text:
        raise ClaimAtlasError(
            "no store is named, and the bundled claims are part of the program. Name a SQLite "
            f"file with --store or {STORE_VARIABLE}, e.g. --store claims.db."
        )
    path = _local(text)
    if path.is_dir():
        raise ClaimAtlasError(
            f"store {text!r} is a folder, which keeps no history. Make a SQLite file of it: "
            f"claim-atlas create claims.db --store {text}."
        )
    return path


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


def _local(text: str) -> Path:
    if "://" in text:
        # What stands before "@" may be a password.
        shown = text.partition("://")[0] + "://…"
        raise ClaimAtlasError(
            f"store {shown!r} is a database address; this version reads files and folders. "
            f"{_REMEDY}"
        )
    return Path(text).expanduser()


def own_folder(store: Path) -> Path:
    """Where things that a user adds to the claims in `store` are kept; it need not exist.

    That is the folder itself, for ``claims.db`` the folder ``claims.own`` beside it; but for the
    bundled claims, which are part of the program and never written, the one that
    `CLAIM_ATLAS_HOME` names or the system keeps for data of programs.
    """
    from geo.exchange.seeds import bundled_folder

    if store.is_file():
        return store.with_suffix(".own")
    if store.resolve() != bundled_folder().resolve():
        return store
    if named := os.environ.get(OWN_VARIABLE, ""):
        return Path(named).expanduser()
    import platformdirs

    return platformdirs.user_data_path("claim-atlas", appauthor=False)
