"""Without a PostgreSQL to start the tests say so loudly; nothing is passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import postgres
from scripts.debian import NotInstalledError


def test_the_one_that_is_used_has_postgis() -> None:
    folder = postgres.require_postgres()
    assert (folder / "postgres").is_file()


def test_one_that_is_named_is_taken_or_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(postgres.ENVIRONMENT, str(tmp_path))
    assert postgres.find_postgres() is None
    with pytest.raises(postgres.NoPostgresError, match="apt-get install postgresql"):
        postgres.require_postgres()
    assert postgres.main([]) == 1
    assert postgres.ENVIRONMENT in capsys.readouterr().err


def test_what_apt_says_is_told_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuses(*packages: str) -> None:
        assert packages == ("postgresql", "postgresql-postgis")
        raise NotInstalledError("E: Unable to locate package\n")

    monkeypatch.setenv(postgres.ENVIRONMENT, str(tmp_path))
    monkeypatch.setattr(postgres, "apt_install", refuses)
    assert postgres.main(["--install"]) == 1
    told = capsys.readouterr().err
    assert told.startswith("E: Unable to locate package\nThe tests of the store need PostgreSQL")
