"""The shipped data: what the manifest says is what is there."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import pytest

import geo.data
from geo.data import damaged_files, data_path, manifest
from geo.errors import DataFileError

FIRST_LOAD_BYTES = 350_000
ALL_BYTES = 12_000_000


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data folder that a test may damage."""
    folder = tmp_path / "data"
    shutil.copytree(geo.data.FOLDER, folder)
    monkeypatch.setattr(geo.data, "FOLDER", folder)
    manifest.cache_clear()
    yield folder
    manifest.cache_clear()


def test_every_file_is_whole_and_named_with_its_licence() -> None:
    assert damaged_files() == []
    for file in manifest().files:
        assert file.built_by == "scripts/build_data.py"
        assert file.sources
        for source in file.sources:
            assert source.name
            assert source.version
            assert source.licence in ("public domain", "CC BY 4.0")


def test_every_data_file_is_in_the_manifest() -> None:
    there = {
        path.relative_to(geo.data.FOLDER).as_posix()
        for path in geo.data.FOLDER.rglob("*")
        if path.suffix in (".gz", ".npz")
    }
    assert there == {file.name for file in manifest().files}


def test_sizes_stay_small() -> None:
    sizes = {file.name: file.bytes for file in manifest().files}
    assert sizes["basemap/low.topo.json.gz"] + sizes["basemap/labels-low.json.gz"] < (
        FIRST_LOAD_BYTES
    )
    assert sum(sizes.values()) < ALL_BYTES


def test_gzip_headers_hold_no_time() -> None:
    """Byte 4 to 7 of a gzip file are its time; two builds must not differ by it."""
    for file in manifest().files:
        if file.name.endswith(".gz"):
            assert data_path(file.name).read_bytes()[4:8] == b"\0\0\0\0"


@pytest.mark.parametrize("level", ["low", "high"])
def test_the_basemap_is_topojson_with_both_views(level: str) -> None:
    topology = json.loads(gzip.decompress(data_path(f"basemap/{level}.topo.json.gz").read_bytes()))
    assert topology["type"] == "Topology"
    assert set(topology["objects"]) == {"land", "lines", "rivers", "lakes"}
    lines = [shape["properties"] for shape in topology["objects"]["lines"]["geometries"]]
    assert {line["kind"] for line in lines} == {"border", "disputed", "admin1"}
    assert {line["view"] for line in lines} == {"both", "recognised", "de-facto"}
    step = topology["transform"]["scale"][0]
    for arc in topology["arcs"]:
        x = y = 0
        for dx, dy in arc:
            x, y = x + dx, y + dy
            assert -180 <= round(x * step, 6) <= 180
            assert -90 <= round(y * step, 6) <= 90


def test_a_missing_file_says_what_to_do(copied: Path) -> None:
    (copied / "areas.npz").unlink()
    with pytest.raises(DataFileError, match=r"areas\.npz is missing.*build_data\.py"):
        data_path("areas.npz")
    assert len(damaged_files()) == 1


def test_a_changed_file_is_found(copied: Path) -> None:
    path = copied / "basemap" / "labels-low.json.gz"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(bytes(content))
    assert ["labels-low" in sentence for sentence in damaged_files()] == [True]
    path.write_bytes(b"short")
    with pytest.raises(DataFileError, match="5 bytes instead of"):
        data_path("basemap/labels-low.json.gz")


def test_a_broken_manifest_is_refused(copied: Path) -> None:
    (copied / "manifest.json").write_text('{"files": [{}]}', encoding="utf-8")
    with pytest.raises(DataFileError, match="cannot be read"):
        manifest()
    (copied / "manifest.json").unlink()
    with pytest.raises(DataFileError, match="is missing"):
        manifest()


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(DataFileError, match=r"areas\.npz"):
        data_path("../errors.py")
