"""The measure of resolution, on an article short enough to judge by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import resolution
from benchmarks.resolution_corpora import CORPORA, Document, distance_km, read_geovirus, read_lgl
from benchmarks.resolution_report import Rates, markdown
from geo.places import load_gazetteer

LGL = """<articles><article docid="1"><text>From Lyon to Paris, and Atlantisburg; China.</text>
<toponyms>
<toponym><start>5</start><end>9</end><phrase>Lyon</phrase>
<gaztag><lat>45.75</lat><lon>4.85</lon></gaztag></toponym>
<toponym><start>13</start><end>18</end><phrase>Paris</phrase>
<gaztag><lat>33.66</lat><lon>-95.56</lon></gaztag></toponym>
<toponym><start>24</start><end>36</end><phrase>Atlantisburg</phrase>
<gaztag><lat>0</lat><lon>0</lon></gaztag></toponym>
<toponym><start>38</start><end>43</end><phrase>China</phrase>
<gaztag><lat>35</lat><lon>105</lon></gaztag></toponym>
<toponym><start>38</start><end>43</end><phrase>China</phrase></toponym>
</toponyms></article></articles>"""
GEOVIRUS = """<articles><article><text>In Lyon.</text><locations><location><name>Lyon</name>
<start>4</start><end>8</end><lat>45.75</lat><lon>4.85</lon></location></locations></article>
</articles>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lgl.xml").write_text(LGL, encoding="utf-8")
    (tmp_path / "GeoVirus.xml").write_text(GEOVIRUS, encoding="utf-8")
    return tmp_path


def test_corpora_are_read_with_their_own_offsets(folder: Path) -> None:
    for read, name in ((read_lgl, "lgl.xml"), (read_geovirus, "GeoVirus.xml")):
        (document,) = read(folder / name)
        assert all(document.text[m.start : m.end] == m.text for m in document.mentions)
    (document,) = read_lgl(folder / "lgl.xml")
    assert [m.is_convention for m in document.mentions] == [False, False, False, True]


def test_right_wrong_and_silent_are_told_apart(folder: Path) -> None:
    corpus = resolution.measure(load_gazetteer(), "LGL", read_lgl(folder / "lgl.xml"))
    everything, without = corpus.everything, corpus.without
    assert (everything.mentions, everything.right, everything.reachable) == (4, 2, 3)
    assert (without.mentions, without.right, without.reachable) == (3, 1, 2)
    assert without.outcomes["abstained"] == 1
    assert sum(without.outcomes.values()) == 3
    assert corpus.searched.mentions + corpus.held_out.mentions == 3
    assert 0 in (corpus.searched.mentions, corpus.held_out.mentions)  # one article, one half
    table = markdown([corpus], Rates(exact=1000))
    assert "| **without conventions** | **.333** |" in table
    assert "| reached of the ceiling | 50.0% |" in table


def test_halves_are_drawn_by_article() -> None:
    halves = [Document(str(number), "", ()).is_held_out for number in range(400)]
    assert 150 < sum(halves) < 250
    assert halves == [Document(str(number), "", ()).is_held_out for number in range(400)]


def test_what_is_missing_is_said_and_no_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert resolution.main(["--eval", str(tmp_path), "--no-others"]) == 0
    said = capsys.readouterr()
    assert said.err.count("is not measured") == len(CORPORA)
    assert "Accuracy" not in said.out and "Claim Atlas, exact name" in said.out


def test_distances() -> None:
    assert distance_km(0, 0, 0, 0) == 0
    assert distance_km(0, 0, 180, 0) == pytest.approx(20_015, abs=2)
    assert distance_km(2.35, 48.86, -0.13, 51.51) == pytest.approx(344, abs=3)
