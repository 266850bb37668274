"""KML out and in: what Google Earth is given, and what strangers' files may not do."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.etree.ElementTree import Element

import geopandas as gpd
import pytest
from defusedxml.ElementTree import fromstring

from geo.claims.dates import read_date
from geo.claims.table import ClaimTable
from geo.exchange import kml_in
from geo.exchange.kml import NAMESPACE, hide, show, write_kml
from geo.exchange.records import FIELDS
from geo.places.gazetteer import load_gazetteer
from geo.places.location import Relation
from tests.geo.claims.builders import claim, dataset
from tests.geo.exchange.spatial_files import (
    KML,
    SAID,
    claims,
    kml,
    placemark,
    places,
    read_all,
    refusal,
)

POINT = "<Point><coordinates>35.271234,51.191234,0</coordinates></Point>"
HOSTILE = ']]> <script>alert("x")</script> &lol; \x1b[2J \\u0041 \r\n'


def table(*made: object) -> ClaimTable:
    return ClaimTable(dataset(list(made)), load_gazetteer())  # type: ignore[arg-type]


def written(of: ClaimTable) -> str:
    out = io.StringIO(newline="")
    write_kml(of, range(of.n), out, {"version": "1", "boundaries": "As <agreed>"})
    return out.getvalue()


def tree(of: ClaimTable) -> Element:
    parsed: Element = fromstring(written(of))
    return parsed


def all_of(element: Element, name: str) -> list[Element]:
    return list(element.iter(f"{{{NAMESPACE}}}{name}"))


def test_folders_are_kinds_and_dates_time_spans() -> None:
    found = tree(
        table(
            claim("c1", "2024-10~", place="ussuriysk"),
            claim("c2", "2023-08/..", place="ussuriysk", relation=Relation.NEAR),
            claim("c3", "../2024-10-01"),
        )
    )
    folders = [one.findtext(f"{{{NAMESPACE}}}name") for one in all_of(found, "Folder")]
    assert folders == ["Deployment", "No place"]
    spans = [[part.text for part in one] for one in all_of(found, "TimeSpan")]
    assert spans == [["2024-10-01", "2024-10-31"], ["2023-08-01", "2024-10-18"], ["2024-10-01"]]
    assert len(all_of(found, "Polygon")) == 1
    assert len(all_of(found, "Point")) == 2  # the ring has its label point


def test_every_field_is_extended_data() -> None:
    found = tree(table(claim("c1", "2024-10~", place="ussuriysk", actor="A")))
    [one] = all_of(found, "Placemark")
    names = [data.get("name") for data in all_of(one, "Data")]
    assert set(names) <= set(FIELDS)
    assert {"id", "statements", "places", "date", "confidence"} <= set(names)


def test_a_country_has_an_outline_and_no_pin() -> None:
    found = tree(table(claim("c1", place="russia")))
    assert all_of(found, "Polygon")
    assert not all_of(found, "Point")


def test_text_of_strangers_is_only_data() -> None:
    found = tree(table(claim("c1", summary=HOSTILE, place_words="<b>\x01", actor=HOSTILE)))
    [one] = all_of(found, "Placemark")
    assert one.findtext(f"{{{NAMESPACE}}}name") == "Deployment: <b>\ufffd"
    # Google Earth shows a description as HTML.
    said = one.findtext(f"{{{NAMESPACE}}}description") or ""
    assert "<script" not in said
    assert "&lt;script&gt;" in said
    data = {d.get("name"): d[0].text for d in all_of(one, "Data")}
    assert show(data["actor"] or "") == HOSTILE


def test_hidden_characters_come_back() -> None:
    for text in ("\\u0001", "\x01", "\\\x01", "\\\\u00e4\x0b", "\\u005cu0001", "\ufffe", "plain\\"):
        assert show(hide(text)) == text
        assert "\x01" not in hide(text)


def test_the_same_claims_give_the_same_bytes_and_others_can_read_them(tmp_path: Path) -> None:
    made = table(claim("c1", "2024-10~", place="ussuriysk"), claim("c2", place="poltava-oblast"))
    assert written(made) == written(made)
    path = tmp_path / "a.kml"
    path.write_text(written(made), encoding="utf-8")
    frame = gpd.read_file(path, layer="Deployment")
    assert list(frame["summary"]) == ["Summary of c1.", "Summary of c2."]
    assert frame.crs.to_epsg() == 4326


def test_a_placemark_becomes_a_claim(tmp_path: Path) -> None:
    span = "<TimeSpan><begin>2024-05-03T10:00:00Z</begin><end>2024-05-06</end></TimeSpan>"
    html = "<b>Strike</b> on a depot<br>by day<script>x</script>"
    said = f"<description><![CDATA[{html}]]></description>"
    one = placemark(f"<name>Depot</name>{said}{span}{POINT}", {"source": "Wire", "n": "5"})
    path = kml(tmp_path / "a.kml", f"<Folder><name>Strikes</name>{one}</Folder>")
    records, report = read_all(path)
    [made], [place] = claims(records), places(records)
    assert made.summary == "Strike on a depot by day"
    assert made.date == read_date("2024-05-03/2024-05-06")
    assert (place.lon, place.lat) == (35.271234, 51.191234)
    assert report.problems == []
    [note] = [one.note for one in records if hasattr(one, "note")]
    assert "folder: Strikes" in note


def test_stamps_typed_data_and_groups_of_shapes_are_read(tmp_path: Path) -> None:
    inside = (
        "<TimeStamp><when>2024-05</when></TimeStamp><ExtendedData><SchemaData>"
        '<SimpleData name="source">Wire</SimpleData></SchemaData></ExtendedData><MultiGeometry>'
        f"{POINT}<Polygon><outerBoundaryIs><LinearRing><coordinates>36,50 37,50 37,51 36,50"
        "</coordinates></LinearRing></outerBoundaryIs></Polygon></MultiGeometry>"
    )
    path = kml(tmp_path / "a.kml", f"<Placemark><name>Zone</name>{inside}</Placemark>")
    records, report = read_all(path)
    assert claims(records)[0].date == read_date("2024-05")
    assert places(records)[0].area.startswith("wkt:POLYGON")
    assert report.problems == []


@pytest.mark.parametrize(
    ("shape", "said"),
    [
        ("<Point><coordinates>nan,5</coordinates></Point>", "no finite number"),
        ("<Point><coordinates>1e999,5</coordinates></Point>", "no finite number"),
        ("<Point><coordinates>51,135</coordinates></Point>", "probably swapped"),
        ("<Point><coordinates>here</coordinates></Point>", "no position"),
        ("<Point><coordinates>5</coordinates></Point>", "no position"),
    ],
)
def test_a_bad_placemark_is_refused_alone(shape: str, said: str, tmp_path: Path) -> None:
    path = kml(tmp_path / "a.kml", placemark(POINT), placemark(shape), placemark(""))
    records, report = read_all(path)
    assert len(claims(records)) == 2
    [problem] = report.problems
    assert (problem.row, problem.column) == (2, "geometry")
    assert said in problem.sentence()


BOMB = (
    '<!DOCTYPE kml [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "{"&a;" * 10 if n == 0 else f"&a{n - 1};" * 10}">' for n in range(9))
    + "]>"
)


@pytest.mark.parametrize(
    "start",
    [
        BOMB,
        '<!DOCTYPE kml [<!ENTITY a8 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE kml [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>',
    ],
)
def test_entities_are_refused(start: str, tmp_path: Path) -> None:
    path = tmp_path / "a.kml"
    content = KML.format(placemark(POINT, SAID | {"note": "&a8;"}))
    path.write_text(content.replace("<kml", f"{start}<kml", 1))
    assert "entities" in refusal(path)


def test_nesting_without_end_is_refused(tmp_path: Path) -> None:
    path = kml(tmp_path / "a.kml", "<Folder>" * 5_000 + "</Folder>" * 5_000)
    assert "nested deeper" in refusal(path)


def test_a_file_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    path = kml(tmp_path / "a.kml", placemark(POINT), placemark("", SAID | {"id": "2"}))
    path.write_text(path.read_text()[:-40])
    records, report = read_all(path)
    assert len(claims(records)) == 1
    assert "behind placemark 1" in report.problems[0].message
    path.write_text(KML.format(placemark(POINT) + "<a></b>"))
    assert len(claims(read_all(path)[0])) == 1
    path.write_text("<kml><Document>")
    assert "not XML" in refusal(path)
    path.write_text("<kml/>")
    assert read_all(path)[0] == []


def packed(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_a_kmz_is_read_without_unpacking_it_anywhere(tmp_path: Path) -> None:
    content = KML.format(placemark(POINT))
    path = packed(tmp_path / "a.kmz", **{"../../up.kml": content, "files/x.png": "x"})
    assert len(claims(read_all(path)[0])) == 1
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.kmz"]
    assert not (tmp_path.parent / "up.kml").exists()


def test_a_packed_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kml_in, "ALWAYS_UNPACKED", 1_000_000)
    path = packed(tmp_path / "a.kmz", **{"doc.kml": KML.format(" " * 3_000_000)})
    assert path.stat().st_size < 20_000
    assert "would unpack" in refusal(path)


def test_a_damaged_kmz_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.kmz", **{"doc.kml": KML.format(placemark(POINT) * 50)})
    whole = path.read_bytes()
    path.write_bytes(whole[:60] + b"\0" * 40 + whole[100:])
    assert "cannot be read" in refusal(path)
