"""A brief that cannot be drawn is refused before anything is drawn."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from geo.briefing import render_png
from geo.briefing.brief import check_size
from geo.errors import ExportError
from tests.geo.briefing.made_up import make_brief, spread


@pytest.mark.parametrize(
    "size",
    [(639, 360), (640, 359), (7681, 4320), (7680, 4321), (4321, 7680), (0, 0), (-1920, 1080)],
)
def test_sizes_outside_the_limits_are_refused_with_a_remedy(size: tuple[int, int]) -> None:
    with pytest.raises(ExportError, match=r"1920x1080"):
        render_png(make_brief(spread(1)), *size)


@pytest.mark.parametrize(
    "size", [(640, 360), (1920, 1080), (7680, 4320), (1080, 1920), (4320, 7680)]
)
def test_sizes_within_the_limits_pass(size: tuple[int, int]) -> None:
    check_size(*size)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"rows": (0, 7)}, "row 7 is not in a table of 2"),
        ({"rows": (1, 1)}, "named twice"),
        ({"total": 1}, "2 of 1 claims"),
        ({"bounds": (10.0, 50.0, 20.0, 40.0)}, "south must be below north"),
        ({"bounds": (10.0, 40.0, 10.0, 50.0)}, "no width"),
        ({"bounds": (float("nan"), 40.0, 10.0, 50.0)}, "longitudes"),
        ({"bounds": (10.0, float("nan"), 20.0, 50.0)}, "south must be below north"),
    ],
)
def test_contradictions_are_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ExportError, match=message):
        make_brief(spread(2), **changes)


def test_importing_the_room_does_not_load_the_drawing_library(repo_root: Path) -> None:
    code = "import sys, geo.briefing; print('matplotlib' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=repo_root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
