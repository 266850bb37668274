"""Make ``.venv`` ready: ``python scripts/set_up.py [EXTRA ...]``, from any folder.

Runs on the bare Python of a machine, so it uses the standard library alone. It does nothing when
the environment already fits; it makes a new one when Python or the dependencies changed, or when
it is damaged; it adds what is missing when only another extra is asked for; and when the
repository was moved it installs that one again, which needs no network. Versions come from
``constraints.txt``, so everybody runs the same ones.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "claim-atlas.json"
CONSTRAINTS = ROOT / "constraints.txt"


class SetUpError(Exception):
    """Something this script cannot do for the user; the message says what they can."""


def project() -> dict[str, Any]:
    """``pyproject.toml``, read."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def fingerprint() -> dict[str, str]:
    """What the environment depends on; a difference in any value but `folder` means a new one.

    Of ``pyproject.toml`` only what pip reads counts: a changed style rule costs nobody a minute.
    """
    read_by_pip = {name: project()[name] for name in ("build-system", "project")}
    digest = hashlib.sha256(json.dumps(read_by_pip, sort_keys=True).encode())
    digest.update(CONSTRAINTS.read_bytes())
    return {
        "folder": str(ROOT),
        "python": f"{sys.version} at {sys.base_prefix}",
        "dependencies": digest.hexdigest(),
    }


def requirements(extras: set[str]) -> list[str]:
    """What pip is to install: the build tool, the dependencies, and those of `extras`."""
    table = project()
    wanted = [*table["build-system"]["requires"], *table["project"]["dependencies"]]
    for extra in sorted(extras):
        wanted += table["project"]["optional-dependencies"][extra]
    return wanted


def venv_python() -> Path:
    """The interpreter inside the environment."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def installed_extras(wanted: dict[str, str]) -> set[str] | None:
    """Extras of an environment that fits `wanted`, or None when a new one is needed."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
        if any(stamp[name] != wanted[name] for name in wanted if name != "folder"):
            return None
        extras = {str(extra) for extra in stamp["extras"]}
    except (OSError, ValueError, KeyError, TypeError):
        return None
    alive = subprocess.run([venv_python(), "-c", ""], capture_output=True, check=False)
    return extras if alive.returncode == 0 else None


def create() -> None:
    """Make an empty environment, with pip."""
    if any(importlib.util.find_spec(part) is None for part in ("venv", "ensurepip")):
        raise SetUpError(
            f"{sys.executable} cannot make virtual environments: that part of it is missing.\n"
            "  Debian, Ubuntu:  sudo apt-get install python3-venv"
        )
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", VENV], capture_output=True, text=True, check=False
    )
    if made.returncode != 0:
        shutil.rmtree(VENV, ignore_errors=True)
        raise SetUpError(f"No virtual environment in {VENV}:\n{made.stdout}{made.stderr}")


def pip_install(*what: str) -> None:
    """Install into the environment, at the versions of ``constraints.txt``."""
    command = [str(venv_python()), "-m", "pip", "install", "-qq", "--no-input"]
    command += ["--disable-pip-version-check", "--constraint", str(CONSTRAINTS)]
    if subprocess.run([*command, *what], check=False, stdin=subprocess.DEVNULL).returncode != 0:
        raise SetUpError(
            "pip could not install the dependencies; its own message is above.\n"
            "  Setting up needs a package index once; running needs no network at all."
        )


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Let one set-up work in this folder at a time: a second ``make`` waits for the first."""
    try:
        import fcntl
    except ImportError:  # Windows: two set-ups at once are not guarded against
        yield
        return
    folder = ROOT / ".make"
    folder.mkdir(exist_ok=True)
    with (folder / "set_up.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def install_here() -> None:
    """Install the repository itself, where it lies now.

    The build tool is in the environment, and pinned, so nothing has to be fetched.
    """
    pip_install("--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT))


def moved() -> bool:
    """Whether the environment was made for another folder."""
    return bool(json.loads(STAMP.read_text(encoding="utf-8"))["folder"] != str(ROOT))


def set_up(extras: set[str]) -> None:
    """Bring the environment to the dependencies of the repository and of `extras`."""
    wanted = fingerprint()
    present = installed_extras(wanted)
    if present is not None and extras <= present and not moved():
        return
    started = time.monotonic()
    if present is not None and extras <= present:
        print("The folder was moved: pointing .venv to it ...", flush=True)
    elif present is None:
        print("Setting up .venv (once; a minute or two) ...", flush=True)
        create()
        present = set()
    else:
        print(f"Adding to .venv: {', '.join(sorted(extras - present))} ...", flush=True)
        STAMP.unlink()
    together = present | extras
    if not STAMP.exists():
        pip_install(*requirements(together))
    install_here()
    STAMP.write_text(json.dumps({**wanted, "extras": sorted(together)}, indent=2), encoding="utf-8")
    print(f"Ready after {time.monotonic() - started:.0f} s.", flush=True)


def main(arguments: list[str]) -> int:
    """Set up with the named extras; 1 when the user has to do something first."""
    try:
        with alone():
            set_up(set(arguments))
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
