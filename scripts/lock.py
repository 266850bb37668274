"""Write ``constraints.txt`` anew: ``python scripts/lock.py``, or ``make lock``.

Resolves the ranges of ``pyproject.toml`` with every extra in an empty environment and writes down
what came out, name and version alone: no addresses, no hashes, no index options, so that the file
serves whichever package index a machine is set up for. Needs a package index.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = """\
# The versions that Claim Atlas is tested with: every dependency, direct or not, of every extra.
# Written by `make lock`; change the ranges in pyproject.toml instead and run it again.
"""


def resolved(folder: Path) -> list[str]:
    """Lines ``name==version`` of everything pip chooses, using an environment in `folder`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    for extra in project["project"]["optional-dependencies"].values():
        wanted += extra
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "-qq", "--upgrade", *wanted], check=True)
    frozen = subprocess.run(
        [*pip, "freeze", "--exclude", "setuptools"], check=True, capture_output=True, text=True
    )
    lines = frozen.stdout.splitlines()
    odd = [line for line in lines if "==" not in line or "@" in line]
    if odd:
        raise SystemExit(f"These came from no package index, so they cannot be pinned: {odd}")
    return sorted(lines, key=lambda line: line.partition("==")[0].lower())


def main() -> None:
    """Replace ``constraints.txt``."""
    with tempfile.TemporaryDirectory() as folder:
        lines = resolved(Path(folder) / "venv")
    (ROOT / "constraints.txt").write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"constraints.txt: {len(lines)} versions")


if __name__ == "__main__":
    main()
