"""Progress and messages: for a person who watches, and never in the data."""

from __future__ import annotations

import io
import itertools

import pytest

from dashboard.commands import output


class Terminal(io.StringIO):
    """A stderr that a person watches."""

    def isatty(self) -> bool:
        return True


def test_a_bar_on_long_work_is_drawn_and_wiped(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = itertools.count()
    monkeypatch.setattr(output.time, "monotonic", lambda: float(next(seconds)))
    monkeypatch.setattr("sys.stderr", Terminal())
    assert list(output.progress([1, 2, 3, 4], "Writing claims")) == [1, 2, 3, 4]
    import sys

    assert isinstance(sys.stderr, Terminal)
    drawn = sys.stderr.getvalue()
    assert "Writing claims █████·" in drawn
    assert "1 of 4" in drawn
    assert drawn.endswith("\r\x1b[K")


def test_a_bar_without_a_known_end_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = itertools.count()
    terminal = Terminal()
    monkeypatch.setattr(output.time, "monotonic", lambda: float(next(seconds)))
    monkeypatch.setattr("sys.stderr", terminal)
    assert list(output.progress(iter("abc"), "Resolving names")) == ["a", "b", "c"]
    assert "Resolving names 2" in terminal.getvalue()


def test_short_work_and_files_get_no_bar(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert list(output.progress([1, 2], "Writing")) == [1, 2]
    assert capsys.readouterr().err == ""
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    assert list(output.progress([1, 2], "Writing")) == [1, 2]
    assert terminal.getvalue() == ""


def test_messages_keep_their_lines_and_lose_their_tricks(
    capsys: pytest.CaptureFixture[str],
) -> None:
    output.say("2 problems found:\n  claims.csv\x1b[2J, row 2")
    assert capsys.readouterr().err == "2 problems found:\n  claims.csv\ufffd[2J, row 2\n"


def test_counts_agree_in_number() -> None:
    assert output.count(1, "claim") == "1 claim"
    assert output.count(0, "claim") == "0 claims"
    assert output.count(2_000, "entry", "entries") == "2,000 entries"


def test_a_tick_draws_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = itertools.count()
    monkeypatch.setattr(output.time, "monotonic", lambda: float(next(seconds)))
    for stream, drawn in ((Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr("sys.stderr", stream)
        with output.ticking("Reading a.csv") as tick:
            tick(500, 1_000)
            tick(700, None)
        assert ("Reading a.csv ██████████·" in stream.getvalue()) is drawn
        assert ("Reading a.csv 700" in stream.getvalue()) is drawn
        assert stream.getvalue().endswith("\r\x1b[K") is drawn
