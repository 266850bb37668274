"""Rules of the repository that no other tool holds."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import subprocess
import sys
import tomllib
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = {".git", ".venv", ".make", "build", "dist", "test-results"}
CODE_FOLDERS = ("geo", "dashboard", "scripts", "benchmarks", "tests")
OWN_NAMES = set(CODE_FOLDERS)

# Installed because a library of ours asks for it at run time, not because our code imports it.
USED_THROUGH_OTHERS = {
    "pyarrow": "pandas keeps text in it, geopandas writes GeoParquet with it",
    "pytest-xdist": "pytest runs on several cores with it",
    "pyogrio": "geopandas reads and writes geographic files with it",
    "psycopg": "SQLAlchemy speaks to PostgreSQL through it",
    "hatchling": "builds the wheel, see the test below",
    "import-linter": "a command",
    "mypy": "a command",
    "ruff": "a command",
    "pandas-stubs": "types for mypy",
    "types-defusedxml": "types for mypy",
    "types-shapely": "types for mypy",
}


def files(*suffixes: str) -> Iterator[Path]:
    """Files of the repository: the committed ones and those that would be, where git can tell."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        found = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    else:
        found = [p for p in ROOT.rglob("*") if NOT_OURS.isdisjoint(p.relative_to(ROOT).parts)]
    for path in sorted(found):
        if path.is_file() and (not suffixes or path.suffix in suffixes):
            yield path


def texts() -> Iterator[tuple[str, str]]:
    """Name and content of every text file."""
    for path in files():
        content = path.read_bytes()
        if b"\0" not in content[:8192]:
            yield str(path.relative_to(ROOT)), content.decode("utf-8")


def project() -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named: dict[str, Any] = table["project"]
    return named


def plain(requirement: str) -> str:
    """Normalised name of a distribution, out of a requirement or constraint."""
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name is not None, requirement
    return re.sub(r"[-_.]+", "-", name.group()).lower()


def imported(folder: str) -> dict[str, set[str]]:
    """Top-level foreign modules imported under `folder`, each with the files that do so."""
    found: dict[str, set[str]] = {}
    for path in files(".py"):
        relative = path.relative_to(ROOT)
        if relative.parts[0] != folder:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                names = [node.module]
            else:
                continue
            for name in names:
                top = name.partition(".")[0]
                if top not in sys.stdlib_module_names and top not in OWN_NAMES:
                    found.setdefault(top, set()).add(str(relative))
    return found


def distributions(module: str) -> set[str]:
    """Normalised names of the distributions that provide a top-level module.

    One that is not installed (`make data` alone installs some) goes by the module's own name.
    """
    installed = importlib.metadata.packages_distributions().get(module, [module])
    return {plain(name) for name in installed}


# ------------------------------------------------------------------------------- what is written


def test_no_file_names_a_package_index_or_a_path_of_one_machine() -> None:
    # Put together here, so that this file does not hold what it looks for.
    indexes = ["py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com"]
    indexes += ["deb." + "debian.org", "security." + "debian.org"]
    machine = re.compile(r"(?<![\w.:/~\\-])/(?:work|root|home|tmp|Users)/\w")
    faults = []
    for name, text in texts():
        lowered = text.lower()
        faults += [f"{name}: {index}" for index in indexes if index in lowered]
        faults += [f"{name}: {match.group()}..." for match in machine.finditer(text)]
    assert faults == []


def test_constraints_pin_names_to_versions_and_nothing_else() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert [pin for pin in pins if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][\w.+!]*", pin)] == []
    names = [plain(pin) for pin in pins]
    assert [name for name, times in Counter(names).items() if times > 1] == []
    wanted = [*project()["dependencies"]]
    wanted += [one for extra in project()["optional-dependencies"].values() for one in extra]
    assert sorted({plain(one) for one in wanted} - set(names)) == []


def test_text_files_end_their_lines_as_git_expects() -> None:
    assert [name for name, text in texts() if "\r\n" in text] == []


# ------------------------------------------------------------------------------------ the layout


def test_the_repository_has_what_a_visitor_looks_for() -> None:
    expected = [
        "README.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "LICENSE",
        "NOTICE",
        "Makefile",
        "constraints.txt",
        "gazetteer.csv",
        "seeds/README.md",
        "docs/decisions",
        ".ci/run",
        ".streamlit/config.toml",
    ]
    assert [name for name in expected if not (ROOT / name).exists()] == []


def test_tests_are_no_packages_and_their_names_are_unique() -> None:
    # tests/geo/__init__.py would shadow geo.
    tests = [path for path in files(".py") if path.relative_to(ROOT).parts[0] == "tests"]
    assert [path for path in tests if path.name == "__init__.py"] == []
    names = Counter(path.name for path in tests if path.name != "conftest.py")
    assert [name for name, times in names.items() if times > 1] == []


def test_every_module_can_be_read_in_one_sitting() -> None:
    long = {}
    for path in files(".py"):
        relative = path.relative_to(ROOT)
        lines = path.read_text(encoding="utf-8").count("\n")
        if relative.parts[0] != "tests" and lines > 250:
            long[str(relative)] = lines
    assert long == {}


def test_the_version_of_the_installed_program_is_that_of_the_project() -> None:
    assert importlib.metadata.version("claim-atlas") == project()["version"]


# ------------------------------------------------------------------------------ what is imported


@pytest.mark.parametrize("folder", CODE_FOLDERS)
def test_everything_imported_is_declared(folder: str) -> None:
    declared = {plain(one) for one in project()["dependencies"]}
    if folder not in ("geo", "dashboard"):
        extras = project()["optional-dependencies"]
        declared |= {plain(one) for extra in extras.values() for one in extra}
    undeclared = {
        module: sorted(where)
        for module, where in imported(folder).items()
        if declared.isdisjoint(distributions(module))
    }
    assert undeclared == {}


def test_everything_declared_is_used() -> None:
    used: set[str] = set(USED_THROUGH_OTHERS)
    for folder in CODE_FOLDERS:
        for module in imported(folder):
            used |= distributions(module)
    extras = project()["optional-dependencies"]
    declared = {plain(one) for one in project()["dependencies"]}
    declared |= {plain(one) for extra in extras.values() for one in extra}
    assert sorted(declared - used) == []


def test_the_core_loads_without_any_web_framework() -> None:
    program = """
import importlib, pkgutil, sys, geo
for module in pkgutil.walk_packages(geo.__path__, "geo."):
    importlib.import_module(module.name)
web = {"streamlit", "folium", "streamlit_folium", "branca", "starlette", "dashboard"}
print(*sorted(web & set(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


# ------------------------------------------------------------------------------------- the wheel


def test_the_wheel_holds_all_that_the_program_needs_elsewhere(tmp_path: Path) -> None:
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    listed = [path.relative_to(ROOT) for path in files()]
    expected = {str(path) for path in listed if path.parts[0] in ("geo", "dashboard")}
    expected |= {f"geo/data/bundled/{path}" for path in listed if path.parts[0] == "seeds"}
    expected.add("geo/data/bundled/gazetteer.csv")
    assert sorted(expected - held) == []
    assert [name for name in held if name.startswith(("tests/", "scripts/"))] == []
    entry_points = next(name for name in held if name.endswith("entry_points.txt"))
    script = zipfile.ZipFile(wheel).read(entry_points).decode()
    assert "claim-atlas = dashboard.cli:main" in script
