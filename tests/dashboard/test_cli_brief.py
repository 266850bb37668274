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
        "events 1–15 Oct 2024 · deployment or transfer · low confidence · NIS denies · "
        "with the words “base near” · within 130°E to 170°W, 5.5°S to 70°N · "
        "as published by 2 Nov 2024"
    )
    assert filter_words(Selection()) == "all claims"
    day = date(2024, 10, 1)
    reports = Selection(date_from=day, date_to=day, clock=Clock.REPORT)
    assert filter_words(reports) == "reports 1 Oct 2024"
    assert filter_words(Selection(date_from=day)) == "events from 1 Oct 2024"
    assert filter_words(Selection(date_to=day)) == "events to 1 Oct 2024"
    assert filter_words(Selection(stances=(Stance.ASSERTS,))) == "somebody asserts"
    assert filter_words(Selection(origins=("nis",))) == "statements of nis"
