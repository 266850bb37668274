"""What is remembered between sessions, and what happens where it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard import settings
from dashboard.home import HOME_VARIABLE


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "own"))
    return tmp_path / "own"


def test_what_was_remembered_is_recalled(own: Path) -> None:
    assert settings.recall("author") is None
    assert settings.remember("author", "Ада")
    assert settings.remember("mappings", {"a": ["b", 1, None]})
    assert settings.recall("author") == "Ада"
    assert settings.recall("mappings") == {"a": ["b", 1, None]}
    assert [one.name for one in own.iterdir()] == [settings.FILE]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[1, 2]", b"[" * 100_000, b'{"a":'])
def test_a_broken_file_is_as_good_as_none(own: Path, content: bytes) -> None:
    own.mkdir()
    (own / settings.FILE).write_bytes(content)
    assert settings.recall("a") is None
    assert settings.remember("a", 1)
    assert settings.recall("a") == 1


def test_what_cannot_be_written_is_not_kept(own: Path) -> None:
    own.write_text("a file where the folder should be", encoding="utf-8")
    assert not settings.remember("author", "Ada")
    assert settings.recall("author") is None


def test_too_much_is_not_kept(own: Path) -> None:
    assert not settings.remember("mappings", "x" * settings.MAX_BYTES)
    assert settings.recall("mappings") is None
