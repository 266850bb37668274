"""The command line as a whole: help, exit codes, streams, speed of starting."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.cli import main
from dashboard.commands.filters import BOUNDARIES, CLOCKS
from dashboard.stores import STORE_FILES
from dashboard.version import version
from geo.claims.selection import Clock
from geo.exchange.seeds import FILES
from geo.places.regions import BoundaryView

COMMANDS = (
    "serve", "resolve", "claims", "brief", "check", "doctor", "create", "history", "import",
    "backup", "restore",
)  # fmt: skip


def run_process(
    repo_root: Path, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "dashboard", *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(repo_root), **environment},
    )


def test_version_is_that_of_the_project(
    capsys: pytest.CaptureFixture[str], repo_root: Path
) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"claim-atlas {version()}\n"
    project = (repo_root / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{version()}"' in project


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "--help"]) == 0
    shown = capsys.readouterr().out
    assert f"example:\n  claim-atlas {command}" in shown


def test_help_lists_just_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    listed = re.findall(r"^    ([a-z]+) ", shown, re.MULTILINE)
    assert tuple(listed) == COMMANDS


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["import"],
        ["import", "x", "--as", "docx"],
        ["claims", "--format", "gpkg"],
        ["claims", "--kind", "battle"],
        ["claims", "--from", "2024-13-01"],
        ["claims", "--from", "20241001"],
        ["claims", "--from", "2024-10-02", "--to", "2024-10-01"],
        ["claims", "--as-known", "yesterday"],
        ["claims", "--bbox", "1,2,3"],
        ["claims", "--bbox", "0,50,10,40"],
        ["claims", "--bbox", "0,40,500,50"],
        ["claims", "--bbox", "nan,40,10,50"],
        ["claims", "--boundary", "other"],
        ["claims", "--json", "--format", "csv"],
        ["claims", "--sta", "denied"],
        ["claims", "extra"],
        ["brief", "--format", "gif", "-o", "x"],
        ["brief"],
        ["brief", "-o", "x.png", "--size", "big"],
        ["brief", "-o", "x.png", "--size", "100x100"],
        ["resolve"],
        ["resolve", "Donetsk", "--batch", "x.csv"],
        ["resolve", "Donetsk", "--country", "Ukraine"],
        ["resolve", "--batch", "x.csv", "--country", "UA"],
        ["serve", "--port", "0"],
        ["serve", "--port", "http"],
    ],
)
def test_wrong_usage_is_two_and_a_line_on_stderr(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err
    assert "Traceback" not in shown.err


def test_words_kept_short_for_a_quick_start_are_those_of_the_core() -> None:
    assert tuple(Clock) == CLOCKS
    assert tuple(BoundaryView) == BOUNDARIES
    assert FILES == STORE_FILES


@pytest.mark.parametrize("arguments", ["--version", "--help", "claims --help", "resolve Донецьк"])
def test_starting_is_light(arguments: str, repo_root: Path) -> None:
    code = (
        "import sys; from dashboard.cli import main; "
        "code = main(sys.argv[1:]); "
        "heavy = {'streamlit', 'matplotlib', 'geopandas', 'pandas', 'folium'} & set(sys.modules); "
        "sys.exit(f'{code} {sorted(heavy)}' if code or heavy else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments.split()],
        capture_output=True,
        check=False,
        cwd=repo_root,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout


def test_output_is_utf_8_whatever_the_locale_says(repo_root: Path) -> None:
    done = run_process(repo_root, "resolve", "Донецьк", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "Донецьк" in done.stdout.decode("utf-8")


def test_a_reader_that_stops_early_is_no_failure(repo_root: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "dashboard", "claims", "--format", "geojson"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(repo_root)},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline().startswith(b"{")
    process.stdout.close()
    complaint = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait() == 0
    assert "Traceback" not in complaint
    assert "BrokenPipe" not in complaint


def test_ctrl_c_ends_quietly(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("dashboard.loading.load_gazetteer", interrupted)
    assert main(["resolve", "Donetsk"]) == 130
    assert capsys.readouterr().err == "Stopped.\n"


@pytest.mark.parametrize(
    ("store", "word"),
    [
        ("mysql://user:secret@host/db", "no kind that is known"),
        ("no/such/folder", "does not exist"),
        ("{file}", "no SQLite database"),
        ("{empty}", "holds no claims"),
    ],
)
@pytest.mark.parametrize("command", ["claims", "serve", "check"])
def test_a_store_that_cannot_be_read_is_refused_with_a_remedy(
    command: str, store: str, word: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "store.sqlite").write_bytes(b"PK")
    (tmp_path / "empty").mkdir()
    named = store.format(file=tmp_path / "store.sqlite", empty=tmp_path / "empty")
    assert main([command, "--store", named]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert word in shown.err
    assert "documents.csv" in shown.err
    assert "secret" not in shown.err


def test_the_environment_names_a_store_and_the_option_wins(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], repo_root: Path
) -> None:
    monkeypatch.setenv("CLAIM_ATLAS_STORE", "no/such/folder")
    assert main(["claims"]) == 1
    seeds = str(repo_root / "seeds")
    assert main(["--store", seeds, "claims"]) == 0
    assert main(["claims", "--store", seeds]) == 0
    assert "no/such/folder" in capsys.readouterr().err


def test_serve_says_when_a_port_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert main(["serve", "--port", port]) == 1
    complaint = capsys.readouterr().err
    assert port in complaint
    assert "--port" in complaint


def test_serve_hands_everything_to_the_server(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], repo_root: Path
) -> None:
    calls: list[tuple[tuple[object, ...], dict[str, object]]] = []

    def serve(*args: object, announce: object, **options: object) -> None:
        assert callable(announce)
        announce("http://127.0.0.1:8600")
        calls.append((args, options))
        raise KeyboardInterrupt

    monkeypatch.setattr("dashboard.server.serve", serve)
    store = str(repo_root / "seeds")
    assert main(["serve", "--port", "8600", "--open", "--store", store]) == 0
    assert calls == [
        (
            ("127.0.0.1", 8600),
            {"open_browser": True, "store": store, "host_names": (), "tiles": None},
        )
    ]
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "http://127.0.0.1:8600" in shown.err
