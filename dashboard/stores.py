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

OWN_VARIABLE: Final = "CLAIM_ATLAS_HOME"
"""Environment variable that names the folder for what a user adds to the bundled claims."""

OWN_GAZETTEER: Final = "gazetteer.csv"
OWN_CHOICES: Final = "place_choices.csv"
"""What a user adds: entries of the gazetteer, and places chosen for claims."""

_REMEDY: Final = (
    f"Name a folder that holds {', '.join(STORE_FILES)}, or leave --store and {STORE_VARIABLE} "
    "out for the bundled claims."
)


def store_folder(named: str | None = None) -> Path:
    """The folder of the store in use; `named` wins over the environment.

    Raises `ClaimAtlasError` for a database address or file, which this version does not read, and
    for a folder that is missing or holds none of the four files.
    """
    text = named or os.environ.get(STORE_VARIABLE, "")
    if not text:
        from geo.exchange.seeds import bundled_folder

        return bundled_folder()
    if "://" in text:
        # What stands before "@" may be a password.
        shown = text.partition("://")[0] + "://…"
        raise ClaimAtlasError(
            f"store {shown!r} is a database address; this version reads folders. {_REMEDY}"
        )
    path = Path(text).expanduser()
    if path.is_file():
        raise ClaimAtlasError(f"store {text!r} is a file; this version reads folders. {_REMEDY}")
    if not path.is_dir():
        raise ClaimAtlasError(f"store {text!r} does not exist. {_REMEDY}")
    if not any((path / name).is_file() for name in STORE_FILES):
        raise ClaimAtlasError(f"store {text!r} holds no claims. {_REMEDY}")
    return path


def own_folder(folder: Path) -> Path:
    """Where things that a user adds to the claims in `folder` are kept; it need not exist.

    That is the folder itself, but for the bundled claims, which are part of the program and never
    written, the one that `CLAIM_ATLAS_HOME` names or the system keeps for data of programs.
    """
    from geo.exchange.seeds import bundled_folder

    if folder.resolve() != bundled_folder().resolve():
        return folder
    if named := os.environ.get(OWN_VARIABLE, ""):
        return Path(named).expanduser()
    import platformdirs

    return platformdirs.user_data_path("claim-atlas", appauthor=False)
