"""The store as one file and back: the same to the hash, and nothing that is not whole."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from geo.errors import StoreError
from geo.store import restore as restoring
from geo.store.archive import DATABASE, MANIFEST, check_backup
from geo.store.backup import back_up, copy_database
from geo.store.contents import dataset, revision
from geo.store.edits import add, edit
from geo.store.engine import Store, reading, writing
from geo.store.history import change_log
from geo.store.opening import open_store
from geo.store.restore import restore
from geo.store.verify import faults
from tests.geo.store.store_makers import BY, document


@pytest.fixture
def backup(store: Store, tmp_path: Path) -> Path:
    old = dataset(store).claims[0]
    edit(store, [(replace(old, summary="Mended."), 1)], BY)
    back_up(store, tmp_path / "b.zip")
    return tmp_path / "b.zip"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_was_backed_up_comes_back_with_its_history(
    store: Store, backup: Path, tmp_path: Path
) -> None:
    about, kept = restore(backup, tmp_path / "other" / "new.db")
    new = open_store(tmp_path / "other" / "new.db")
    assert kept == ()
    assert about.revision == revision(new) == revision(store)
    assert dataset(new) == dataset(store)
    assert change_log(new) == change_log(store)
    assert faults(new) == ()
    assert add(new, [document("d9")], BY) is not None
    assert names(tmp_path) == ["b.zip", "claims.db", "other"]


def test_a_backup_is_taken_while_others_write(store: Store, tmp_path: Path) -> None:
    with writing(store) as connection:
        connection.exec_driver_sql(
            "INSERT INTO refusals VALUES ('x', 1, 9, 1, 'f', NULL, NULL, 'v', 'm', 'r')"
        )
        made = back_up(store, tmp_path / "b.zip")
    assert made.changes == 1
    assert check_backup(tmp_path / "b.zip") == made


def test_what_is_beside_the_store_goes_along(store: Store, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("id,name\n", encoding="utf-8")
    made = back_up(store, tmp_path / "b.zip", {"own.csv": own, "none.csv": tmp_path / "none.csv"})
    assert set(made.files) == {DATABASE, "own.csv"}
    places = {"own.csv": tmp_path / "new" / "own.csv", "none.csv": tmp_path / "new" / "none.csv"}
    restore(tmp_path / "b.zip", tmp_path / "new" / "a.db", beside=places)
    assert names(tmp_path / "new") == ["a.db", "own.csv"]
    assert places["own.csv"].read_bytes() == own.read_bytes()


def test_nothing_is_overwritten_unless_asked_and_then_kept(
    store: Store, backup: Path, tmp_path: Path
) -> None:
    assert store.path is not None
    with pytest.raises(StoreError, match="exists already"):
        back_up(store, backup)
    with pytest.raises(StoreError, match=r"exists already.*--replace"):
        restore(backup, store.path)
    add(store, [document("d9")], BY)
    later = dataset(store)
    counting = "SELECT count(*) FROM changes"
    with reading(store) as connection:  # somebody has it open, and keeps what they see
        assert connection.exec_driver_sql(counting).scalar() == 3
        _, (kept,) = restore(backup, store.path, replace=True)
        assert connection.exec_driver_sql(counting).scalar() == 3
    assert len(change_log(store)) == 2
    assert dataset(open_store(kept)) == later
    assert faults(store) == ()


def test_a_change_that_comes_while_a_store_is_replaced_is_not_lost(
    store: Store, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert store.path is not None

    def and_meanwhile(*args: Any, **options: Any) -> None:
        copy_database(*args, **options)
        add(store, [document("d9")], BY)  # acknowledged, after what stood was kept

    monkeypatch.setattr(restoring, "copy_database", and_meanwhile)
    with pytest.raises(StoreError, match=r"was changed .* Nothing was restored"):
        restore(backup, store.path, replace=True)
    assert "d9" in dataset(store).documents
    assert faults(store) == ()
    assert names(tmp_path) == ["b.zip", "claims.db"]


def test_a_damaged_store_makes_room_for_its_backup(store: Store, backup: Path) -> None:
    assert store.path is not None
    store.path.write_bytes(store.path.read_bytes()[:9_000])
    _, (kept,) = restore(backup, store.path, replace=True)
    assert kept.stat().st_size == 9_000
    assert dataset(open_store(store.path)).claims[0].summary == "Mended."


def test_every_damaged_byte_is_noticed(backup: Path, tmp_path: Path) -> None:
    whole = backup.read_bytes()
    for place in range(40, len(whole) - 30, len(whole) // 25):
        backup.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        try:
            restore(backup, tmp_path / "new.db")
        except StoreError:
            assert not (tmp_path / "new.db").exists()
        else:  # a byte that carries nothing, such as the date of an entry
            assert dataset(open_store(tmp_path / "new.db")).claims[0].summary == "Mended."
            (tmp_path / "new.db").unlink()
    for length in (0, 10, len(whole) // 2, len(whole) - 1):
        backup.write_bytes(whole[:length])
        with pytest.raises(StoreError):
            check_backup(backup)
    assert names(tmp_path) == ["b.zip", "claims.db"]


Change = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda m: m.update(format=2), "newer Claim Atlas"),
        (lambda m: m.update(revision="0" * 64), "another store"),
        (lambda m: m["files"].clear(), "no store"),
        (lambda m: m["files"][DATABASE].update(bytes=9), "longer than its manifest"),
        (lambda m: m["files"][DATABASE].update(sha256="0" * 64), "checksum"),
        (lambda m: m["files"].update({"../x": {"bytes": 1, "sha256": ""}}), ""),
        (lambda m: m.pop("files"), "manifest"),
        (lambda m: m.update(files=[1]), "AttributeError"),
    ],
)
def test_a_manifest_that_lies_is_refused(
    backup: Path, tmp_path: Path, change: Change, word: str
) -> None:
    with zipfile.ZipFile(backup) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(held[MANIFEST])
    change(manifest)
    held[MANIFEST] = json.dumps(manifest).encode()
    with zipfile.ZipFile(backup, "w") as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    if "../x" in manifest.get("files", ()):
        # A name in an archive is never a path: only what the caller asks for is unpacked.
        restore(backup, tmp_path / "new.db")
        assert names(tmp_path) == ["b.zip", "claims.db", "new.db"]
        return
    with pytest.raises(StoreError, match=word):
        restore(backup, tmp_path / "new.db")
    assert names(tmp_path) == ["b.zip", "claims.db"]


def test_what_is_no_backup_is_refused(store: Store, tmp_path: Path) -> None:
    assert store.path is not None
    with pytest.raises(StoreError, match="does not exist"):
        check_backup(tmp_path / "none.zip")
    with pytest.raises(StoreError, match="no backup"):
        check_backup(store.path)
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(StoreError, match="manifest"):
        check_backup(tmp_path / "x.zip")


def test_a_store_that_was_changed_behind_its_back_is_not_restored(
    store: Store, tmp_path: Path
) -> None:
    assert store.path is not None
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("DROP TRIGGER claims_no_delete")
        connection.execute("DELETE FROM claims WHERE record = 'c2'")
        connection.commit()
    back_up(store, tmp_path / "b.zip")
    with pytest.raises(StoreError, match="damaged store: change 1 is not as it was written"):
        restore(tmp_path / "b.zip", tmp_path / "new.db")


def manifest_with(path: Path, **changed: Any) -> Path:
    with zipfile.ZipFile(path) as archive:
        held = {one: archive.read(one) for one in archive.namelist()}
    held[MANIFEST] = json.dumps(json.loads(held[MANIFEST]) | changed).encode()
    other = path.with_name("other.zip")
    with zipfile.ZipFile(other, "w") as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return other


@pytest.mark.parametrize(
    "changed",
    [{"revision": "[a](//b.cc)"}, {"revision": 7}, {"made_at": "yesterday"}, {"made_at": None}],
)
def test_a_manifest_is_no_place_for_other_texts(backup: Path, changed: dict[str, Any]) -> None:
    with pytest.raises(StoreError, match="no manifest that can be read"):
        check_backup(manifest_with(backup, **changed))


def test_the_moment_of_a_backup_is_told_in_utc(backup: Path) -> None:
    other = manifest_with(backup, made_at="2026-11-27T23:30:00-05:00")
    assert check_backup(other).made_at == "2026-11-28T04:30:00+00:00"


@pytest.mark.parametrize("packed", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_backup_packed_in_another_way_and_damaged_is_refused(
    backup: Path, tmp_path: Path, packed: int
) -> None:
    path = tmp_path / "packed.zip"
    with zipfile.ZipFile(backup) as archive, zipfile.ZipFile(path, "w", packed) as out:
        for name in (DATABASE, MANIFEST):
            out.writestr(
                name, archive.read(name), zipfile.ZIP_STORED if name == MANIFEST else packed
            )
    damaged = bytearray(path.read_bytes())
    damaged[60:90] = b"\xff" * 30
    path.write_bytes(damaged)
    with pytest.raises(StoreError, match="damaged"):
        check_backup(path)
