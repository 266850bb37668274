"""An entry of the user's gazetteer as a form holds it: texts in, cells of a row out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping
from typing import Final

from anyascii import anyascii

from geo.errors import Problem
from geo.places.place import Place
from geo.places.rows import COLUMNS, write_row

LABELS: Final[dict[str, str]] = {
    "id": "Id",
    "name": "Name to show, in English",
    "level": "Level",
    "country": "Country",
    "admin1": "Admin-1 code",
    "lon": "Longitude",
    "lat": "Latitude",
    "radius_km": "Radius, km",
    "area": "Area",
    "names": "Spellings, one a line",
    "geonames_id": "GeoNames id",
    "dispute": "What is disputed",
    "source": "Source",
    "reviewed": "Reviewed on",
}
"""What each column is called in the form."""

_MOST_ID: Final = 60


def empty_form(name: str, lon: float | None, lat: float | None, today: dt.date) -> dict[str, str]:
    """The texts of a form for a new place of this name, perhaps at a spot of the map."""
    form = dict.fromkeys(COLUMNS, "")
    latin = name.strip() if name.isascii() else anyascii(name).strip()
    form |= {"name": latin[:120], "level": "settlement", "radius_km": "5"}
    form["reviewed"] = today.isoformat()
    if not name.isascii() and name.strip():
        form["names"] = f"und:{name.strip()[:120]}"
    if lon is not None and lat is not None:
        form |= {"lon": f"{lon:.4f}", "lat": f"{lat:.4f}"}
    return form


def form_of(place: Place, today: dt.date) -> dict[str, str]:
    """The texts of a form that corrects a place; it counts as reviewed today."""
    form = write_row(place)
    form["names"] = form["names"].replace("|", "\n")
    form["reviewed"] = today.isoformat()
    return form


def cells_of(form: Mapping[str, str], taken: Collection[str]) -> dict[str, str]:
    """The cells of the row that a form stands for; without an id it gets one made of its name.

    `taken` are ids in use. A spelling without a language is taken for English, as the name is.
    """
    cells = {column: form.get(column, "").strip() for column in COLUMNS}
    lines = (line.strip() for line in re.split(r"[\n|]", cells["names"]))
    named = [line if ":" in line else f"en:{line}" for line in lines if line]
    # A place is found by its spellings: the name that is shown is one of them.
    own = f"en:{cells['name']}"
    if cells["name"] and own not in named:
        named.insert(0, own)
    cells["names"] = "|".join(named)
    if not cells["id"]:
        cells["id"] = new_id(cells["name"], cells["country"], taken)
    return cells


def new_id(name: str, country: str, taken: Collection[str]) -> str:
    """An id made of a name, with its country or a number behind it where that is in use."""
    stem = _slug(name)[:_MOST_ID].strip("-")
    if not stem:
        return ""
    numbered = (f"{stem}-{number}" for number in range(2, 10_000))
    for candidate in (stem, _slug(f"{stem} {country}"), *numbered):
        if candidate not in taken:
            return candidate
    return ""


def problem_words(problem: Problem) -> str:
    """A problem as the reader of a form needs it: which field, what was found, what to do."""
    label = LABELS.get(problem.column or "", "")
    value = problem.value if len(problem.value) <= 80 else f"{problem.value[:79]}…"
    found = f" “{value}”" if value else ""
    return f"{label}:{found} {problem.message} {problem.remedy}".strip(": ")


def _slug(text: str) -> str:
    letters = re.sub(r"['`]", "", anyascii(text).lower())  # the soft sign is no gap
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
