"""The door for files that come in: recognition, streaming, stopping, and hostile input."""

from __future__ import annotations

import csv
import io
import sqlite3
import tracemalloc
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.claims.model import Claim, Document, Originator, Statement
from geo.errors import Cancelled, ClaimAtlasError, InputRefused
from geo.exchange import report as reports
from geo.exchange.incoming import READERS, Format, Report, read_incoming, recognise
from geo.exchange.recognition import MARKS
from geo.places.regions import load_regions
from geo.places.table import format_places
from geo.store.opening import create_store
from tests.geo.exchange.incoming_files import curated, rows_of, take, written

ROW = {"id": "1", "date": "2024-10-05", "place": "Kursk", "text": "A fire.", "source": "Reuters"}


def test_every_format_has_a_reader() -> None:
    assert set(READERS) == set(Format)
    assert set(MARKS) <= set(Format)


@pytest.mark.parametrize(
    ("content", "format"),
    [
        (b'\xef\xbb\xbf {"type": "FeatureCollection"}', Format.GEOJSON),
        (b'<?xml version="1.0"?><kml xmlns="x"></kml>', Format.KML),
        (b"PAR1....", Format.PARQUET),
        (b"a,b\n1,x\n", Format.TABLE),
        ("a;b\n1;x\n".encode("utf-16"), Format.TABLE),
        (
            b"id,modality,relation,confidence_reasons,statements\n1,x,in,y,z\n",
            Format.CLAIM_ATLAS_CSV,
        ),
        (b"id,name,level,radius_km,area,names\n1,x,y,z,a,b\n", Format.GAZETTEER),
    ],
)
def test_a_file_is_known_by_its_contents(tmp_path: Path, content: bytes, format: Format) -> None:
    (tmp_path / "file").write_bytes(content)
    assert recognise(tmp_path / "file") is format


def test_databases_are_told_apart(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a")) as base:
        base.execute(f"PRAGMA application_id={int.from_bytes(b'GPKG', 'big')}")
        base.execute("CREATE TABLE t (x)")
    assert recognise(tmp_path / "a") is Format.GPKG
    create_store(tmp_path / "store.db")
    with pytest.raises(InputRefused, match="--store"):
        recognise(tmp_path / "store.db")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"), (b"\0\0 \n", "is empty"), (b"%PDF-1.7", "is a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1", "CSV UTF-8"), (b"\x1f\x8b\x08", "Unpack"),
        (b"<html></html>", "no KML"), (b"PK\x03\x04nonsense", "damaged"),
        (b"SQLite format 3\0" + b"\0" * 200, "no GeoPackage"), (b"just words", "no columns"),
        (b"id,kind,modality,summary", "begins|looks|no columns|folder"),
    ],
)  # fmt: skip
def test_other_files_are_refused_with_what_is_accepted(
    tmp_path: Path, content: bytes, said: str
) -> None:
    if content.startswith(b"id,kind"):
        from geo.exchange.seed_rows import CLAIM_COLUMNS

        content = ",".join(CLAIM_COLUMNS).encode() + b"\n"
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(InputRefused, match=said) as refused:
        recognise(tmp_path / "file")
    assert refused.value.problems[0].remedy


@pytest.mark.parametrize(
    ("member", "said"),
    [("xl/workbook.xml", "Excel workbook"), ("content.xml", "OpenDocument"), ("a.txt", "ZIP")],
)
def test_workbooks_are_refused_with_a_remedy(tmp_path: Path, member: str, said: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as packed:
        packed.writestr(member, "x")
    with pytest.raises(InputRefused, match=said) as refused:
        recognise(tmp_path / "a.xlsx")
    assert any(word in refused.value.problems[0].remedy for word in ("CSV UTF-8", "Unpack"))


def test_missing_files_and_other_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="does not exist"):
        recognise(tmp_path / "none.csv")
    with pytest.raises(InputRefused, match="folder"):
        recognise(tmp_path)


def test_a_folder_of_claims_comes_in_whole(repo_root: Path) -> None:
    taken = take(repo_root / "seeds")
    assert len(taken.claims) == 37
    assert len(taken.statements) == 66
    kinds = [type(one) for one in taken.records]
    assert kinds.index(Claim) > kinds.index(Originator) > kinds.index(Document)
    assert kinds.index(Statement) > kinds.index(Claim)
    assert taken.report.problems == []


def test_a_folder_may_bring_places_of_its_own(tmp_path: Path, repo_root: Path) -> None:
    for name in ("documents", "originators", "claims", "statements"):
        text = (repo_root / "seeds" / f"{name}.csv").read_text(encoding="utf-8")
        text = text.replace(",russian-far-east,", ",depot-7,", 1)
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    place = replace(curated().place("ussuriysk"), id="depot-7", name="Depot 7", geonames_id=None)
    (tmp_path / "gazetteer.csv").write_text(format_places([place]), encoding="utf-8")
    taken = take(tmp_path)
    assert taken.report.problems == []
    assert list(taken.places) == ["depot-7"]
    assert len(taken.claims) == 37


def test_a_gazetteer_comes_in_as_places(tmp_path: Path, repo_root: Path) -> None:
    text = (repo_root / "gazetteer.csv").read_text(encoding="utf-8")
    (tmp_path / "gazetteer.csv").write_text(f"{text}bad,row\n", encoding="utf-8")
    taken = take(tmp_path / "gazetteer.csv")
    assert set(taken.places) == {place.id for place in curated().places}
    assert taken.report.problems
    assert taken.report.taken == len(taken.places)


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    path = rows_of(tmp_path / "a.csv", ROW, {}, {"id": 2, "place": ""}, {"id": ""})
    assert take(path).records == take(path).records


def test_who_watches_can_stop(tmp_path: Path) -> None:
    path = rows_of(tmp_path / "a.csv", ROW, *({"id": n} for n in range(2_000)))
    seen: list[tuple[int, int | None]] = []

    def tick(done: int, total: int | None) -> None:
        seen.append((done, total))
        if done >= 1_000:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        take(path, tick=tick)
    assert [done for done, _ in seen] == [500, 1_000]
    assert all(total is not None and total >= done for done, total in seen)


def test_a_file_full_of_refusals_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "MAX_REFUSED", 100)
    path = rows_of(tmp_path / "a.csv", ROW, *({"id": n, "source": ""} for n in range(150)), {})
    with pytest.raises(InputRefused, match="not read further"):
        take(path)


def test_a_large_file_needs_little_memory(tmp_path: Path) -> None:
    """30 MB of long texts; what stays is a mark for each row, and nothing of the texts."""
    text = f"{'Long' * 200} {'report' * 200} " * 10
    rows = ([n, "2024-10-05", "Kursk", text, "Reuters"] for n in range(1_500))
    path = written(tmp_path / "a.csv", list(ROW), rows)
    assert path.stat().st_size > 28_000_000
    incoming = read_incoming(path, curated(), load_regions())
    first = next(incoming.records)  # what is loaded once is not what grows
    assert first is not None
    tracemalloc.start()
    try:
        count = sum(1 for _ in incoming.records)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count >= 3_000
    assert incoming.report.taken == 1_500
    assert peak < 10_000_000


_CELL = st.one_of(
    st.sampled_from(
        ["", "=cmd|' /C calc'!A0", "2024-10-05", "05/06/2024", "NaN", "inf", "-1e400", "51.7",
         "Kursk", "https://x.example/a b", "<script>", "${x}`", "a" * 300, "\u202e", "NULL", "1.0"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=15),
)  # fmt: skip
_NAMES = st.lists(
    st.one_of(
        st.sampled_from(["id", "date", "place", "lat", "lon", "source", "text", "url", "killed",
                         "country", "kind", "stance", "event_date", "where_prec", "geonameid"]),
        st.text(max_size=8),
    ),
    min_size=1, max_size=8,
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=120)
@given(header=_NAMES, rows=st.lists(st.lists(_CELL, max_size=9), max_size=6))
def test_every_row_of_any_table_is_taken_or_refused(
    tmp_path: Path, header: list[str], rows: list[list[str]]
) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows])
    (tmp_path / "a.csv").write_bytes(out.getvalue().encode("utf-8", "replace"))
    try:
        taken = take(tmp_path / "a.csv")
    except InputRefused as error:
        assert all(one.message and one.remedy for one in error.problems)
        return
    report = taken.report
    refused = {one.row for one in report.problems}
    repeated = report.notes.get("rows that repeat an earlier row, taken once", 0)
    assert report.taken + len(refused) + repeated == report.rows
    assert len(taken.claims) <= report.taken
    for one in taken.records:
        repr(one).encode("utf-8")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=120)
@given(
    content=st.binary(max_size=400),
    format=st.sampled_from([None, Format.TABLE, Format.UCDP, Format.ACLED, Format.VIINA]),
)
def test_any_bytes_are_read_or_refused(
    tmp_path: Path, content: bytes, format: Format | None
) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    try:
        found = format or recognise(tmp_path / "a.csv")
        if found in (Format.TABLE, Format.UCDP, Format.ACLED, Format.VIINA):
            assert isinstance(take(tmp_path / "a.csv", found).report, Report)
    except ClaimAtlasError as error:
        assert str(error)
