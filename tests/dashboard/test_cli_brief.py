"""``claim-atlas brief``: the picture of the claims that pass."""

from __future__ import annotations

import struct
from datetime import date
from pathlib import Path

import pytest

from dashboard.cli import main
from dashboard.filter_words import filter_words
from geo.claims.selection import Clock, Selection
from geo.claims.vocabulary import Confidence, Kind, Stance


def test_a_picture_of_the_size_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "brief.png"
    code = main(
        [
            "brief",
            "--size",
            "960x540",
            "--kind",
            "incident",
            "--title",
            "${x} `y`",
            "-o",
            str(target),
        ]
    )
    assert code == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "wrote" in shown.err
    content = target.read_bytes()
    assert content.startswith(b"\x89PNG")
    assert struct.unpack(">II", content[16:24]) == (960, 540)


def test_no_picture_is_left_when_the_store_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["brief", "--store", "none", "-o", str(tmp_path / "x.png")]) == 1
    assert list(tmp_path.iterdir()) == []


def test_the_subtitle_says_what_was_filtered() -> None:
    october = Selection(
        date_from=date(2024, 10, 1),
        date_to=date(2024, 10, 15),
        kinds=(Kind.DEPLOYMENT, Kind.TRANSFER),
        confidences=(Confidence.LOW,),
        stances=(Stance.DENIES,),
        origins=("nis",),
        text=" base  near ",
        bbox=(130.0, -5.5, -170.0, 70.0),
    )
    assert filter_words(october, date(2024, 11, 2), {"nis": "NIS"}) == (
        "Claimed deployments and transfers, low confidence, NIS denies, "
        "events 1 Oct to 15 Oct 2024, with the words “base near”, "
        "within 130°E to 170°W, 5.5°S to 70°N, as known on 2 Nov 2024"
    )
    assert filter_words(Selection()) == "All kinds of claims"
    day = date(2024, 10, 1)
    reports = Selection(date_from=day, date_to=day, clock=Clock.REPORT)
    assert filter_words(reports) == "All kinds of claims, reports on 1 Oct 2024"
    assert filter_words(Selection(date_from=day)) == "All kinds of claims, events from 1 Oct 2024"
    assert filter_words(Selection(date_to=day)) == "All kinds of claims, events to 1 Oct 2024"
    across = Selection(date_from=day, date_to=date(2025, 2, 27))
    assert filter_words(across) == "All kinds of claims, events 1 Oct 2024 to 27 Feb 2025"
    assert filter_words(Selection(stances=(Stance.ASSERTS,))).endswith("somebody asserts")
    assert filter_words(Selection(origins=("nis",))).endswith("statements of nis")


@pytest.mark.parametrize(
    ("name", "start"), [("a.svg", b"<?xml"), ("a.pdf", b"%PDF-1.7"), ("a.PNG", b"\x89PNG")]
)
def test_the_name_of_the_file_says_its_form(name: str, start: bytes, tmp_path: Path) -> None:
    target = tmp_path / name
    view = ["--view", "-10,35,60,70", "--no-sources"]
    assert main(["brief", "--kind", "incident", *view, "--size", "640x360", "-o", str(target)]) == 0
    assert target.read_bytes().startswith(start)


def test_sizes_have_names(capsys: pytest.CaptureFixture[str]) -> None:
    from dashboard.commands.parsing import size

    assert size("a4") == (3508, 2480)
    assert size("slide") == (1920, 1080)
    assert main(["brief", "--size", "poster", "-o", "x.png"]) == 2
    assert "a4-portrait" in capsys.readouterr().err


def test_every_part_of_the_subtitle_is_on_the_picture(tmp_path: Path) -> None:
    target = tmp_path / "a.svg"
    options = ["--kind", "deployment", "--from", "2024-10-01", "--to", "2024-10-31"]
    assert main(["brief", *options, "--as-known", "2025-02-27", "-o", str(target)]) == 0
    said = target.read_text(encoding="utf-8")
    assert "Claimed deployments, events 1 Oct to 31 Oct 2024, as known on 27 Feb 2025, " in said
