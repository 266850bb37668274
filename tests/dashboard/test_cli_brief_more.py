"""Series, comparisons, charts and do-no-harm from the command line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pptx import Presentation

from dashboard.cli import main
from dashboard.commands.brief import DEFAULT_DAYS, SERIES
from geo.briefing import harm
from geo.briefing.series import Series

PERIOD = ["--from", "2024-10-01", "--to", "2024-10-31"]


@pytest.fixture
def store(repo_root: Path) -> list[str]:
    return ["--store", str(repo_root / "seeds")]


def titles(file: Path) -> list[str]:
    slides = Presentation(io.BytesIO(file.read_bytes())).slides
    return [slide.shapes.title.text for slide in slides]


def test_a_series_with_a_chart_is_verified_like_any_other(
    store: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.pptx"
    options = ["--series", "kind", "--chart", "--title", "T", "-o", str(file)]
    assert main(["brief", *store, *PERIOD, *options]) == 0
    found = titles(file)
    assert found[0] == "T – Deployment" and found[-1] == "T"
    assert main(["brief", *store, "--verify", str(file)]) == 0
    assert "the same" in capsys.readouterr().err


def test_a_comparison_says_what_is_new(store: list[str], tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    options = ["--compare", "2024-10-19", "2025-03-01", "-o", str(file)]
    assert main(["brief", *store, *options]) == 0
    assert b"New. " in file.read_bytes()


def test_a_harmless_file_says_that_it_cannot_be_verified(
    store: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.png"
    assert main(["brief", *store, *PERIOD, "--do-no-harm", "30", "-o", str(file)]) == 0
    capsys.readouterr()
    assert main(["brief", *store, "--verify", str(file)]) == 1
    assert "made to do no harm" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--compare", "2025-01-01", "2024-01-01"], "earlier day first"),
        (["--compare", "2024-01-01", "2025-01-01", "--as-known", "2025-01-01"], "--as-known"),
        (["--do-no-harm", "soon"], "number of days"),
        (["--series", "year"], "invalid choice"),
    ],
)
def test_wrong_usage_is_said(
    store: list[str],
    options: list[str],
    words: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["brief", *store, *options, "-o", str(tmp_path / "a.pdf")]) == 2
    assert words in capsys.readouterr().err


def test_a_series_in_one_picture_is_refused(
    store: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["brief", *store, "--series", "week", "-o", str(tmp_path / "a.png")]) == 1
    assert "Use pdf or pptx" in capsys.readouterr().err


def test_the_help_names_what_there_is() -> None:
    assert tuple(SERIES) == tuple(Series)
    assert DEFAULT_DAYS == harm.DEFAULT_DAYS
