"""``claim-atlas brief --verify``: whether the store still gives a file, and if not what differs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dashboard.briefs import Wish, recipe_of, wish_of
from dashboard.cli import main
from dashboard.commands.brief import DEFAULT_TITLE, FORMATS
from geo.briefing import Form, Parts
from geo.claims.selection import Clock, Selection
from geo.claims.vocabulary import Confidence, Kind, Stance, Status
from geo.errors import ExportError
from geo.places.regions import BoundaryView

FILTERS = ["--kind", "incident", "--from", "2024-01-01", "--include-undated", "--size", "640x360"]


@pytest.fixture
def store(tmp_path: Path, repo_root: Path) -> Path:
    """A copy of the bundled claims that a test may change."""
    return Path(shutil.copytree(repo_root / "seeds", tmp_path / "store"))


def verify(file: Path, store: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    capsys.readouterr()
    code = main(["brief", "--verify", str(file), "--store", str(store)])
    return code, capsys.readouterr().err


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_store_gives_the_same_file(
    form: str, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / f"a.{form}"
    options = [*FILTERS, "--handling", "Test", "--graticule", "--title", "<b>{x}</b>"]
    assert main(["brief", "--store", str(store), *options, "-o", str(file)]) == 0
    code, words = verify(file, store, capsys)
    assert code == 0, words
    assert "the same" in words


def test_what_differs_is_said(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.svg"
    assert main(["brief", "--store", str(store), *FILTERS, "-o", str(file)]) == 0
    claims = store / "claims.csv"
    text = claims.read_text(encoding="utf-8")
    claims.write_text(text.replace("officers", "officials"), encoding="utf-8")
    code, words = verify(file, store, capsys)
    assert code == 1
    assert "not the same" in words and "data: then" in words
    claims.write_text(text, encoding="utf-8")
    assert verify(file, store, capsys)[0] == 0
    file.write_bytes(file.read_bytes().replace(b"Ukraine", b"Utopia "))
    code, words = verify(file, store, capsys)
    assert code == 1
    assert "changed after it was written" in words


def test_what_is_no_brief_is_refused(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    junk = tmp_path / "junk.png"
    junk.write_bytes(b"\x89PNG\r\n\x1a\nnothing")
    for file, words in ((junk, "does not say how it was made"), (tmp_path / "none", "cannot read")):
        code, said = verify(file, store, capsys)
        assert code == 1
        assert words in said
    assert main(["brief", "--verify", str(junk), "-o", str(tmp_path / "x.png")]) == 2
    assert main(["brief"]) == 2


def test_a_recipe_is_the_wish() -> None:
    from datetime import date

    wish = Wish(
        title="T",
        selection=Selection(
            date_from=date(2024, 10, 1), date_to=date(2024, 10, 31), clock=Clock.REPORT,
            kinds=(Kind.INCIDENT,), stances=(Stance.DENIES,), statuses=(Status.CONTESTED,),
            confidences=(Confidence.LOW,), origins=("nis",), text="base", include_undated=True,
            bbox=(170.0, -10.0, -170.0, 70.0), include_unplaced=True,
        ),
        as_known=date(2025, 1, 1), as_recorded=date(2025, 2, 2), boundary=BoundaryView.DE_FACTO,
        view=(1.0, 2.0, 3.0, 4.0), handling="H",
        parts=Parts(legend=False, sources=False, inset=False, graticule=True),
    )  # fmt: skip
    assert wish_of(recipe_of(wish), "T") == wish
    assert recipe_of(Wish()) == {}
    assert wish_of({}, DEFAULT_TITLE) == Wish()


@pytest.mark.parametrize(
    "recipe",
    [
        {"kind": "../etc"},
        {"kind": ["incident", 5]},
        {"kind": {"a": 1}},
        {"from": "2024-13-01"},
        {"from": 20241001},
        {"from": "2024-10-02", "to": "2024-10-01"},
        {"bbox": [1, 2, 3]},
        {"bbox": [1, 2, 3, "x"]},
        {"bbox": [0, 95, 1, 99]},
        {"view": ["nan", 0, 1, 1]},
        {"graticule": "yes"},
        {"text": "x" * 1_000},
        {"originator": ["x"] * 1_000},
        {"store": "postgresql://elsewhere"},
        {"output": "/etc/passwd"},
    ],
)
def test_a_recipe_of_strangers_is_checked(recipe: dict[str, object]) -> None:
    with pytest.raises(ExportError):
        wish_of(recipe, "T")


def test_the_command_knows_the_forms_and_the_title() -> None:
    from dashboard import briefs

    assert set(FORMATS) <= {form.value for form in Form}
    assert DEFAULT_TITLE == briefs.DEFAULT_TITLE
