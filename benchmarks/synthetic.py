"""A store of made-up claims, marked SYNTHETIC in every text that a reader could see.

The files are those of ``seeds/`` beside a gazetteer of their own, and pass the same checks. The
same number and seed give the same bytes. Numbers follow what stores of real claims look like: few
places carry most claims, one claim in eight is about a region and one in twenty about a country,
some have no place or no date, and most rest on one voice.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.csv
from numpy.typing import NDArray

from benchmarks.synthetic_places import synthetic_places, write_gazetteer
from geo.claims.vocabulary import Kind, Modality, Stance
from geo.places.place import Level, Place

FIRST_DAY: Final = date(2024, 11, 1)
DAYS: Final = 730
"""Two years, so that the filter "last year" leaves about half of the claims."""

GAZETTEER: Final = "gazetteer.csv"

_MARK: Final = "SYNTHETIC"
_REVIEWED: Final = "2026-11-22"
_MONTHS: Final = ("ongoing", "since")
_ACTORS: Final = ("Blue force", "Red force", "Green force", "Unknown force")
_UNITS: Final = ("soldiers", "vehicles", "rounds", "drones")
_FIGURES: Final = (12, 40, 90, 150, 600, 1_500, 3_000, 11_000, 20_000, 120_000)

Indices = NDArray[np.int64]


def write_store(folder: Path, n: int, seed: int = 1) -> None:
    """Write a store of `n` claims with its gazetteer into `folder`, which is made if missing."""
    folder.mkdir(parents=True, exist_ok=True)
    places = synthetic_places(seed)
    write_gazetteer(folder / GAZETTEER, places)
    rng = np.random.default_rng([seed, n])
    origins = _originators()
    _write(folder / "originators.csv", origins)
    document_days = np.sort(rng.integers(0, DAYS + 20, max(5, min(20_000, n // 10))))
    _write(folder / "documents.csv", _documents(document_days))
    first_day = rng.integers(0, DAYS, n)
    _write(folder / "claims.csv", _claims(rng, n, places, first_day))
    _write(
        folder / "statements.csv",
        _statements(rng, first_day, document_days, len(origins["id"])),
    )


def _documents(days: Indices) -> dict[str, Any]:
    number = len(days)
    outlets = [f"{_MARK} Outlet {k:02}" for k in range(40)]
    return {
        "id": _numbered("document-", np.arange(number)),
        "outlet": pa.array(outlets).take(np.arange(number) * 7 % len(outlets)),
        "published": _days(DAYS + 20).take(days),
        "published_basis": [f"{_MARK}: made up."] * number,
        "language": ["en"] * number,
        "description": [f"{_MARK} document, made up for benchmarks"] * number,
        "via": [""] * number,
        "url": [""] * number,
        "sha256": [""] * number,
    }


def _originators() -> dict[str, Any]:
    """Eight states and seven agencies of each."""
    ids, names, kinds, parents = [], [], [], []
    for state in range(8):
        ids.append(f"state-{state}")
        names.append(f"{_MARK} State {state}")
        kinds.append("state")
        parents.append("")
        for agency in range(7):
            ids.append(f"agency-{state}-{agency}")
            names.append(f"{_MARK} Agency {agency} of State {state}")
            kinds.append("agency")
            parents.append(f"state-{state}")
    return {"id": ids, "name": names, "kind": kinds, "parent": parents, "aliases": [""] * len(ids)}


def _claims(
    rng: np.random.Generator, n: int, places: Sequence[Place], first_day: Indices
) -> dict[str, Any]:
    place, relation = _where(rng, n, places)
    figure = rng.integers(0, len(_FIGURES), n)
    given = rng.random(n) < 0.6
    sure = rng.random(n) < 0.5
    unit = pa.array(_UNITS).take(rng.integers(0, len(_UNITS), n))
    figures = pa.array([str(value) for value in _FIGURES]).take(figure)
    kinds = [kind.value for kind in Kind]
    kind = rng.choice(len(kinds), n, p=[0.3, 0.25, 0.1, 0.25, 0.05, 0.05])
    dates = _dates(rng, first_day)
    names = pa.array(["an unnamed place", *(one.name for one in places)])
    here = names.take(place + 1)
    ids = pa.array([one.id for one in places])
    words = pa.array([f"{_MARK}: {kind} of a made-up unit, reported from" for kind in kinds])
    summary = _joined(words.take(kind), here, _numbered("as claim ", np.arange(n)))
    none = [""] * n
    return {
        "id": _numbered("claim-", np.arange(n)),
        "kind": pa.array(kinds).take(kind),
        "modality": _picked(rng, n, [one.value for one in Modality], [0.6, 0.2, 0.1, 0.1]),
        "summary": summary,
        "place": _where_given(place >= 0, ids.take(np.maximum(place, 0))),
        "relation": relation,
        "place_words": _joined(relation, here),
        "near_km": none,
        "distance_km": none,
        "bearing_deg": none,
        "other_place": none,
        "date": dates,
        "date_basis": [f"{_MARK}: made up."] * n,
        "figure_low": _where_given(given & (sure | (figure % 2 == 0)), figures),
        "figure_high": _where_given(given & (sure | (figure % 2 == 1)), figures),
        "figure_approx": _where_given(given & ~sure, pa.array(["yes"] * n)),
        "figure_unit": _where_given(given, unit),
        "actor": _picked(rng, n, [f"{_MARK} {one}" for one in _ACTORS], [0.4, 0.3, 0.2, 0.1]),
        "part_of": none,
        "confidence_override": none,
        "override_reason": none,
        "reviewed": [_REVIEWED] * n,
    }


def _where(
    rng: np.random.Generator, n: int, places: Sequence[Place]
) -> tuple[Indices, pa.StringArray]:
    """Position in `places` of each claim's place, -1 for none, and how the claim relates to it."""
    levels = np.array([place.level.value for place in places])
    points = np.flatnonzero((levels == Level.SETTLEMENT) | (levels == Level.BASE))
    areas = np.flatnonzero((levels == Level.REGION) | (levels == Level.AREA))
    countries = np.flatnonzero(levels == Level.COUNTRY)
    kind = rng.choice(4, n, p=[0.79, 0.12, 0.05, 0.04])
    place = np.full(n, -1)
    for number, among in enumerate((points, areas, countries)):
        # Zipf's law in a random order: a few places carry most of the claims.
        weight = 1 / np.arange(1, len(among) + 1)
        order = rng.permutation(among)
        chosen = kind == number
        place[chosen] = rng.choice(order, int(chosen.sum()), p=weight / weight.sum())
    near = (kind == 0) & (rng.random(n) < 0.25)
    return place, pa.array(["in", "near"]).take(near.astype(np.int64))


def _dates(rng: np.random.Generator, first_day: Indices) -> pa.StringArray:
    """Mostly days; some months ("about"), intervals, open ends, and none at all."""
    n = len(first_day)
    days = _days(DAYS + 40)
    start = days.take(first_day)
    end = days.take(first_day + rng.integers(2, 12, n))
    month = pa.compute.utf8_slice_codeunits(start, 0, 7)
    form = rng.choice(5, n, p=[0.7, 0.1, 0.1, 0.03, 0.07])
    forms = [
        start,
        pa.compute.binary_join_element_wise(month, "~", ""),
        pa.compute.binary_join_element_wise(start, end, "/"),
        pa.compute.binary_join_element_wise(start, "..", "/"),
        pa.array([""] * n),
    ]
    return pa.compute.choose(form, *forms)


def _statements(
    rng: np.random.Generator, first_day: Indices, document_days: Indices, originators: int
) -> dict[str, Any]:
    """One to three voices on each claim, published within three weeks of it."""
    n = len(first_day)
    claim = np.repeat(np.arange(n), rng.choice([1, 2, 3], n, p=[0.55, 0.3, 0.15]))
    number = len(claim)
    told = first_day[claim] + rng.integers(0, 20, number)
    document = np.minimum(np.searchsorted(document_days, told), len(document_days) - 1)
    voices = pa.array(_originators()["id"])
    paragraph = pa.array([str(k) for k in range(1, 13)])
    none = [""] * number
    return {
        "id": _numbered("statement-", np.arange(number)),
        "claim": _numbered("claim-", claim),
        "document": _numbered("document-", document),
        "originator": voices.take(rng.integers(0, originators, number)),
        "via": _picked(rng, number, ["", f"{_MARK} Wire"], [0.7, 0.3]),
        "stance": _picked(rng, number, [one.value for one in Stance], [0.75, 0.15, 0.1]),
        "source_grade": _picked(rng, number, list("ABCDEF"), [0.1, 0.2, 0.25, 0.1, 0.05, 0.3]),
        "information_grade": _picked(
            rng, number, list("123456"), [0.1, 0.2, 0.25, 0.1, 0.05, 0.3]
        ),
        "grade_basis": [f"{_MARK}: made up."] * number,
        "paragraph": paragraph.take(rng.integers(0, 12, number)),
        "start": none,
        "end": none,
        "known": none,
        "retracted": none,
        "note": none,
    }


def _days(number: int) -> pa.StringArray:
    """ISO dates from `FIRST_DAY` on."""
    return pa.array([(FIRST_DAY + timedelta(days=k)).isoformat() for k in range(number)])


def _picked(
    rng: np.random.Generator, n: int, words: Sequence[str], chances: Sequence[float]
) -> pa.StringArray:
    return pa.array(words).take(rng.choice(len(words), n, p=chances))


def _numbered(prefix: str, numbers: Indices) -> pa.StringArray:
    digits = pa.array(numbers).cast(pa.string())
    return pa.compute.binary_join_element_wise(prefix, digits, "")


def _joined(*parts: pa.StringArray) -> pa.StringArray:
    return pa.compute.binary_join_element_wise(*parts, " ")


def _where_given(given: NDArray[np.bool_], texts: pa.StringArray) -> pa.StringArray:
    return pa.compute.if_else(pa.array(given), texts, "")


def _write(file: Path, columns: dict[str, Any]) -> None:
    table = pa.table({name: pa.array(values) if isinstance(values, list) else values
                      for name, values in columns.items()})  # fmt: skip
    pyarrow.csv.write_csv(table, file, pa.csv.WriteOptions(quoting_style="needed"))
