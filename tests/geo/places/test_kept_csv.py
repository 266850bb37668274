from __future__ import annotations

import stat
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import DataFileError
from geo.places.kept_csv import KeptCsv, changing

COLUMNS = ("id", "name")


def put(path: Path, **cells: str) -> None:
    with changing(path, COLUMNS) as kept:
        kept.put(cells, key=("id",))


def test_a_missing_file_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "new" / "own.csv"
    put(path, id="a", name="Ä, with a comma")
    assert path.read_text(encoding="utf-8") == 'id,name\na,"Ä, with a comma"\n'
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_everything_else_keeps_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    odd = (
        '\ufeffname , id,note\r\n"quoted, as is",a,mine\r\n\r\nno cells\r\n'
        'too,many,cells,here\r\n"line\r\nbreak",b,x\r\nlast,c,'
    )
    path.write_bytes(odd.encode())
    put(path, id="d", name="new")
    assert path.read_bytes().decode() == odd + "\r\nnew,d,\r\n"
    put(path, id="b", name="changed")
    text = path.read_bytes().decode()
    assert "\r\nchanged,b,x\r\n" in text, "a column nobody knows keeps its cell"
    assert '"quoted, as is",a,mine\r\n\r\nno cells\r\ntoo,many,cells,here\r\n' in text


@pytest.mark.parametrize(
    "content",
    [b'id,name\na,"open\nb,x\n', b"id,other\na,b\n", b"\xff\xfeid,name\n", b"\nid,name\n"],
)
def test_what_cannot_be_split_for_certain_is_not_touched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(content)
    with pytest.raises(DataFileError, match="nothing was written"):
        put(path, id="a", name="b")
    assert path.read_bytes() == content


def test_a_failed_change_leaves_file_and_folder_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    put(path, id="a", name="one")
    before = path.read_bytes()
    with pytest.raises(RuntimeError), changing(path, COLUMNS) as kept:
        kept.put({"id": "b", "name": "two"}, key=("id",))
        raise RuntimeError
    assert path.read_bytes() == before
    with pytest.raises(DataFileError, match="UTF-8"):
        put(path, id="b", name="\ud800")
    assert path.read_bytes() == before
    assert {one.name for one in tmp_path.iterdir()} == {"own.csv", ".own.csv.lock"}


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DataFileError, match="cannot be written"):
        put(tmp_path / "file" / "own.csv", id="a", name="b")


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    put(real, id="a", name="one")
    try:
        link.symlink_to(real)
    except OSError:
        return  # a system that gives nobody the right to make links
    put(link, id="b", name="two")
    assert link.is_symlink()
    assert "b,two" in real.read_text(encoding="utf-8")


def test_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"

    def write(writer: int) -> None:
        for number in range(12):
            put(path, id=f"{writer}-{number}", name="x")

    threads = [threading.Thread(target=write, args=(n,)) for n in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    ids = {record.cells["id"] for record in KeptCsv("x", path.read_text(), COLUMNS).records}
    assert ids == {f"{writer}-{number}" for writer in range(6) for number in range(12)}


@given(
    st.lists(
        st.tuples(st.text(min_size=1), st.text()), max_size=8, unique_by=lambda x: x[0].strip()
    )
)
def test_any_cells_come_back(rows: list[tuple[str, str]]) -> None:
    kept = KeptCsv("x", "", COLUMNS)
    for key, name in rows:
        kept.put({"id": key, "name": name}, key=("id",))
    read = KeptCsv("x", kept.text(), COLUMNS).records
    assert [(r.cells["id"], r.cells["name"]) for r in read if any(r.cells.values())] == [
        (key.strip(), name.strip()) for key, name in rows if key.strip() or name.strip()
    ]
