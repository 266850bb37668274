"""Find the PostgreSQL with PostGIS that the tests start, and get it where that is possible.

``python -m scripts.postgres`` prints where its programs are. With ``--install`` it first asks
Debian's package manager for one, when there is none and the user may install packages. The tests
start a server of their own with it, in a temporary folder; one that runs already is left alone.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.debian import NotInstalledError, apt_install

ENVIRONMENT = "CLAIM_ATLAS_POSTGRES"
PROGRAMS = ("initdb", "pg_config", "pg_ctl", "postgres")
FOLDERS = ("/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt")
"""Where Debian and Homebrew keep one folder for each version."""

REMEDY = f"""\
The tests of the store need PostgreSQL with PostGIS, and there is none on this machine.
  Debian, Ubuntu:  sudo apt-get install postgresql postgresql-postgis
  macOS:           brew install postgresql postgis
  or name one:     {ENVIRONMENT}=/path/to/its/bin make test
  as root also:    a user named postgres, because the server never runs as root"""


class NoPostgresError(RuntimeError):
    """There is no server to start; the message says how to get one."""


def find_postgres() -> Path | None:
    """The folder with the programs of the newest PostgreSQL that has PostGIS, or None.

    Looks at the environment variable, the search path, and the usual places.
    """
    if named := os.environ.get(ENVIRONMENT):
        folders = [Path(named)]
    else:
        folders = [
            folder / "bin"
            for parent in FOLDERS
            for folder in sorted(Path(parent).glob("*"), key=_version, reverse=True)
        ]
        if found := shutil.which("initdb"):
            folders.insert(0, Path(found).resolve().parent)
    return next((folder for folder in folders if _usable(folder)), None)


def require_postgres() -> Path:
    """As `find_postgres`, but raises `NoPostgresError` where there is none."""
    found = find_postgres()
    if found is None:
        raise NoPostgresError(REMEDY)
    return found


def install() -> None:
    """Ask apt for PostgreSQL and PostGIS. Raises `NoPostgresError` where that is not possible."""
    print("Installing PostgreSQL with PostGIS for the tests (once; a minute) ...", flush=True)
    try:
        apt_install("postgresql", "postgresql-postgis")
    except NotInstalledError as error:
        raise NoPostgresError(f"{error}{REMEDY}") from error


def _version(folder: Path) -> tuple[int, ...]:
    """Numbers in a folder's name: 15 of ``15``, 17 of ``postgresql@17``."""
    return tuple(int(part) for part in folder.name.rpartition("@")[2].split(".") if part.isdigit())


def _usable(folder: Path) -> bool:
    """Whether all programs are there, and PostGIS beside them."""
    if not all((folder / name).is_file() for name in PROGRAMS):
        return False
    asked = subprocess.run(
        [folder / "pg_config", "--sharedir", "--pkglibdir"],
        capture_output=True,
        text=True,
        check=False,
    )
    shared, libraries = (Path(line) for line in (*asked.stdout.splitlines(), "", "")[:2])
    control = shared / "extension" / "postgis.control"
    return control.is_file() and any(libraries.glob("postgis-*"))


def main(arguments: list[str]) -> int:
    """Print the folder; 1 and a remedy on stderr where there is no server."""
    try:
        if "--install" in arguments and find_postgres() is None:
            install()
        found = require_postgres()
    except NoPostgresError as error:
        print(error, file=sys.stderr)
        return 1
    if "--install" not in arguments:
        print(found)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
