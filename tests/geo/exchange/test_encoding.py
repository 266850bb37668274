"""Bytes of a table as text: encodings, also several in one file, and line ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.errors import InputRefused
from geo.exchange import encoding
from geo.exchange.encoding import lines_of, look

TEXT = "id,text\n1,Удар по складу\n2,São Paulo\n"


def read(path: Path, content: bytes, older: str = "") -> list[str]:
    path.write_bytes(content)
    return [line for line, _ in lines_of(path, look(path, older))]


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_whatever_its_form(tmp_path: Path, name: str) -> None:
    assert "".join(read(tmp_path / "a.csv", TEXT.encode(name))).strip() == TEXT.strip()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("cp1251", "id,text\n1,Удар по складу в Харківській області\n"),
        ("cp1252", "id,text\n1,Attack in São Paulo – “two” killed\n2,Zürich\n"),
        ("cp949", "id,text\n1,서울에서 북한군 병력이 관측되었다\n"),
    ],
)
def test_older_encodings_are_told_apart(tmp_path: Path, name: str, text: str) -> None:
    assert "".join(read(tmp_path / "a.csv", text.encode(name))).strip() == text.strip()
    assert look(tmp_path / "a.csv").older == name


def test_each_cell_is_read_in_the_encoding_it_has(tmp_path: Path) -> None:
    content = "a,b\nКиїв,é\n".encode() + "São Paulo,".encode("cp1252") + "Київ\n".encode()
    assert read(tmp_path / "a.csv", content)[1:3] == ["Київ,é\n", "São Paulo,Київ\n"]


def test_damaged_utf8_is_marked_and_not_made_into_other_letters(tmp_path: Path) -> None:
    broken = "a,b\n1,Харків".encode()[:-1] + b"\n"
    assert read(tmp_path / "a.csv", broken)[1] == "1,Харкі\ufffd\n"
    surrogate = read(tmp_path / "a.csv", b"a,b\n1,\xed\xa0\x80\n")[1]
    assert "\ufffd" in surrogate


def test_a_person_can_name_the_older_encoding(tmp_path: Path) -> None:
    content = "a,b\n1,Łódź\n".encode("cp1250")
    assert read(tmp_path / "a.csv", content, "cp1250")[1] == "1,Łódź\n"


def test_nul_and_marks_inside_are_dropped_and_old_mac_lines_end(tmp_path: Path) -> None:
    assert read(tmp_path / "a.csv", b"a,\0b\n\xef\xbb\xbfc,d\n")[:2] == ["a,b\n", "c,d\n"]
    assert read(tmp_path / "a.csv", b"a,b\rc,d\r")[:2] == ["a,b\n", "c,d\n"]


def test_a_line_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "PORTION_BYTES", 1_000)
    monkeypatch.setattr(encoding, "LONGEST_LINE_BYTES", 5_000)
    with pytest.raises(InputRefused, match="no table"):
        read(tmp_path / "a.csv", b"x" * 20_000)
    with pytest.raises(InputRefused):
        read(tmp_path / "a.csv", ("x" * 20_000).encode("utf-16"))


def test_lines_are_whole_across_portions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "PORTION_BYTES", 7)
    text = "".join(f"{n},Київ {n}\n" for n in range(50))
    for name in ("utf-8", "utf-16"):
        assert "".join(read(tmp_path / "a.csv", text.encode(name))).strip() == text.strip()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(content=st.binary(max_size=300))
def test_any_bytes_are_text_that_can_be_kept(tmp_path: Path, content: bytes) -> None:
    for line in read(tmp_path / "a.csv", content):
        assert "\0" not in line
        line.encode("utf-8")
