"""The world index: built whole or not at all, found again, refused with a remedy."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from geo.errors import DataFileError, UnknownPlaceError
from geo.places import load_gazetteer, world_build, world_index
from geo.places.place import Level
from geo.places.world_row import Row

GAZETTEER = load_gazetteer()


def few_rows() -> list[Row]:
    town = Row("gn-1", "Altdorf", Level.SETTLEMENT, "CH", "CH.UR", 8.64, 46.88, 2.0, 9_000.0)
    town.geonames_id = 1
    town.call("Altdorf", 3)
    town.call("Альтдорф", 1)
    lake = Row("lake-uri", "Lake Uri", Level.SEA, "", "", 8.6, 46.9, 9.0, 60_000.0, kind="lake")
    lake.call("Lake Uri", 3)
    return [town, lake]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A cache folder of its own, and a world of two places."""
    monkeypatch.setenv(world_index.FOLDER_VARIABLE, str(tmp_path))
    monkeypatch.setattr(world_build, "world_rows", lambda: iter(few_rows()))
    return tmp_path


def test_what_was_built_is_read_again(small: Path) -> None:
    folder = world_index.index_folder()
    world_index.build_index(folder)
    index = world_index.WorldIndex(folder)
    assert index.rows == 2
    (value,) = index.postings("=altdorf")
    place = index.place(value >> 2)
    assert (place.id, place.name, place.level, place.country) == (
        "gn-1", "Altdorf", Level.SETTLEMENT, "CH",
    )  # fmt: skip
    assert [name.text for name in place.names] == ["Альтдорф"]
    assert index.row_of("gn-1") == value >> 2
    assert index.row_of("lake-uri") is not None
    assert index.row_of("gn-99") is None
    assert index.postings("=nowhere") == ()
    assert index.place(index.row_of("lake-uri") or 0).id == "lake-uri"
    assert "GeoNames" in index.attribution


def test_a_second_build_takes_the_first_ones_result(small: Path) -> None:
    folder = world_index.index_folder()
    world_index.build_index(folder)
    before = (folder / "facts.json").stat().st_ino
    world_index.build_index(folder)  # as a process that began before the other had finished
    assert (folder / "facts.json").stat().st_ino == before
    assert [path.name for path in small.iterdir()] == [folder.name]


def test_a_failed_build_leaves_nothing(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> list[Row]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(world_build, "world_rows", fail)
    with pytest.raises(DataFileError, match=world_index.FOLDER_VARIABLE):
        world_index.build_index(world_index.index_folder())
    assert list(small.iterdir()) == []


def test_other_versions_stay_until_they_are_old(small: Path) -> None:
    young, old = small / "world-young", small / "world-old"
    for folder in (young, old):
        folder.mkdir()
    os.utime(old, (0, 0))
    world_index.build_index(world_index.index_folder())
    assert young.is_dir()
    assert not old.exists()


def test_a_cache_that_cannot_be_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(world_index.FOLDER_VARIABLE, str(tmp_path / "file" / "below"))
    with pytest.raises(DataFileError, match=world_index.FOLDER_VARIABLE):
        world_index.build_index(world_index.index_folder())


def test_a_damaged_index_is_told(small: Path, tmp_path: Path) -> None:
    folder = world_index.index_folder()
    world_index.build_index(folder)
    damaged = tmp_path / "damaged"
    shutil.copytree(folder, damaged)
    (damaged / "keys.marisa").write_bytes(b"no trie")
    with pytest.raises(DataFileError, match="Delete the folder"):
        world_index.WorldIndex(damaged)


def test_the_version_follows_the_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    before = world_index.version()
    monkeypatch.setattr(world_index, "FORMAT", world_index.FORMAT + 1)
    assert world_index.version() != before


def test_a_gazetteer_needs_no_index_for_its_own_places() -> None:
    fresh = load_gazetteer()
    assert fresh.place("donetsk").name == "Donetsk"
    with pytest.raises(UnknownPlaceError):
        fresh.place("nowhere")
    assert "atlas" not in vars(fresh)


@pytest.mark.parametrize(
    ("id", "name", "level"),
    [
        ("gn-2988507", "Paris", "settlement"),
        ("gn-4736286", "Texas", "region"),
        ("area-sahel", "Sahel", "area"),
        ("us-county-48439", "Tarrant County", "region"),
    ],
)
def test_places_of_the_world_have_ids(id: str, name: str, level: str) -> None:
    place = GAZETTEER.place(id)
    assert (place.id, place.name, place.level) == (id, name, level)
    assert place.source
    assert place.radius_km > 0


def test_a_curated_place_stands_for_its_row_of_the_world() -> None:
    donetsk = GAZETTEER.place("donetsk")
    assert GAZETTEER.place(f"gn-{donetsk.geonames_id}") is donetsk
    assert "Donezk" in GAZETTEER.names_of(donetsk)


@pytest.mark.parametrize("id", ["gn-", "gn-x", "gn-999999999999999999999", "gn--1", "area-"])
def test_ids_that_nobody_has(id: str) -> None:
    with pytest.raises(UnknownPlaceError):
        GAZETTEER.place(id)
