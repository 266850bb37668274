"""A store in a SQLite file on the command line: make it, read it, ask it, keep it elsewhere."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.cli import main
from dashboard.home import HOME_VARIABLE
from dashboard.loading import make_store
from dashboard.stores import StoreKind, store_at
from geo.errors import ClaimAtlasError
from geo.places.gazetteer import load_gazetteer
from geo.places.table import format_places
from geo.store.contents import current, dataset
from geo.store.edits import edit, retract
from geo.store.opening import open_store
from geo.store.records import By, RecordKind

BY = By("Ada", "a better <b>source</b>")


@pytest.fixture
def store(tmp_path: Path, repo_root: Path) -> Path:
    make_store(tmp_path / "claims.db", repo_root / "seeds")
    return tmp_path / "claims.db"


def ids(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    assert main(["claims", "--format", "geojson", *arguments]) == 0
    return [one["properties"]["id"] for one in json.loads(capsys.readouterr().out)["features"]]


def mend(store: Path) -> str:
    """Change the first claim and retract the second; the id of the first."""
    opened = open_store(store)
    first, second = dataset(opened).claims[:2]
    version = current(opened, RecordKind.CLAIM, first.id).change
    edit(opened, [(replace(first, summary="Mended."), version)], BY)
    retract(opened, RecordKind.CLAIM, second.id, BY)
    return first.id


def test_a_store_made_of_the_bundled_claims_shows_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(tmp_path / "a.db")
    assert main(["create", path]) == 0
    said = capsys.readouterr().err
    assert "142 records" in said
    for form in ("csv", "table"):
        assert main(["claims", "--format", form]) == 0
        bundled = capsys.readouterr()
        assert main(["claims", "--format", form, "--store", path]) == 0
        assert capsys.readouterr() == bundled
    assert main(["create", path]) == 1
    assert "exists already" in capsys.readouterr().err
    assert main(["create", str(tmp_path / "b.db"), "--store", path]) == 1
    assert "claim-atlas backup" in capsys.readouterr().err


def test_refused_rows_of_the_folder_are_told_of_the_store_too(
    tmp_path: Path, repo_root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "claims"
    shutil.copytree(repo_root / "seeds", folder)
    statements = folder / "statements.csv"
    text = statements.read_text(encoding="utf-8")
    statements.write_text(text.replace(",denies,", ",denys,", 1), encoding="utf-8")
    path = tmp_path / "a.db"
    assert main(["create", str(path), "--store", str(folder)]) == 0
    capsys.readouterr()
    assert main(["claims", "--store", str(path)]) == 0
    shown = capsys.readouterr()
    assert "1 row refused: run claim-atlas check --store" in shown.err
    assert main(["check", "--store", str(path)]) == 1
    assert "'denys'" in capsys.readouterr().out
    assert dataset(open_store(path)).refused == {"unit-of-3000-for-ukraine": 1}


def test_the_claims_as_they_were_recorded(
    store: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, repo_root: Path
) -> None:
    mend(store)
    named = ["--store", str(store)]
    assert len(ids(capsys, *named)) == 36
    assert len(ids(capsys, *named, "--as-recorded", "9999-12-31")) == 36
    assert ids(capsys, *named, "--as-recorded", "2026-11-21") == []
    picture = tmp_path / "a.png"
    assert main(["brief", *named, "--as-recorded", "2026-11-21", "-o", str(picture)]) == 0
    assert picture.stat().st_size > 1_000
    capsys.readouterr()
    assert main(["claims", "--as-recorded", "2026-11-21", "--store", str(repo_root / "seeds")]) == 1
    assert "keeps no history" in capsys.readouterr().err


def test_the_history_in_words_and_as_data(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = mend(store)
    named = ["--store", str(store)]
    assert main(["history", *named]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(" · ")[2] for line in lines] == ["seed", "edit", "retract"]
    assert lines[1].endswith("1 record · Ada: a better <b>source</b>")
    assert main(["history", first, *named]) == 0
    assert "    summary: Russia is said" in capsys.readouterr().out
    assert main(["history", f"claim:{first}", *named, "--json"]) == 0
    seeded, edited = json.loads(capsys.readouterr().out)
    assert (seeded["kind"], edited["kind"], edited["author"]) == ("seed", "edit", "Ada")
    assert edited["fields"]["summary"]["after"] == "Mended."
    assert main(["history", "--change", "2", *named, "--json"]) == 0
    (did,) = json.loads(capsys.readouterr().out)
    assert (did["record"], did["what"]) == (first, "changed")
    assert main(["history", "--until", "2026-11-22", *named]) == 0
    assert capsys.readouterr().out.startswith("added document ")
    for wrong in (["history", "none", *named], ["history", f"document:{first}", *named]):
        assert main(wrong) == 1
        assert "has no record" in capsys.readouterr().err
    assert main(["history", first, "--change", "2", *named]) == 2


def test_hostile_words_do_not_steer_the_terminal(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    retract(open_store(store), RecordKind.CLAIM, "arrival-in-far-east", By("E\x1b[2Jve", "a\nb"))
    assert main(["history", "--store", str(store)]) == 0
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert len(shown.splitlines()) == 2


def test_a_backup_goes_and_comes_back(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mend(store)
    backup, other = str(tmp_path / "b.zip"), tmp_path / "other.db"
    assert main(["backup", backup, "--store", str(store)]) == 0
    assert main(["restore", backup, "--store", str(other)]) == 0
    assert "3 changes" in capsys.readouterr().err
    assert dataset(open_store(other)) == dataset(open_store(store))
    assert main(["restore", backup, "--store", str(other)]) == 1
    assert "--replace" in capsys.readouterr().err
    assert main(["restore", backup, "--store", str(other), "--replace"]) == 0
    assert "kept as" in capsys.readouterr().err
    (tmp_path / "b.zip").write_bytes(b"PK")
    assert main(["restore", backup, "--store", str(tmp_path / "new.db")]) == 1
    assert not (tmp_path / "new.db").exists()


@pytest.mark.parametrize("command", [["backup", "b.zip"], ["history"], ["restore", "b.zip"]])
def test_what_needs_history_says_so_of_a_folder(
    command: list[str], repo_root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, "--store", str(repo_root / "seeds")]) == 1
    assert "claim-atlas create" in capsys.readouterr().err


def test_check_and_doctor_know_the_store(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(store)]) == 0
    assert "37 claims" in capsys.readouterr().err
    assert main(["doctor", "--store", str(store)]) == 0
    assert "1 change, the last on 2026-11-22 by Claim Atlas" in capsys.readouterr().out
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("DROP TRIGGER claims_no_update")
        connection.execute("UPDATE claims SET summary = 'Something else.'")
        connection.commit()
    assert main(["check", str(store)]) == 1
    assert "not as it was written" in capsys.readouterr().out


def test_a_claim_whose_place_the_gazetteer_lost_is_shown_without_it(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = open_store(store)
    first = dataset(opened).claims[0]
    version = current(opened, RecordKind.CLAIM, first.id).change
    edit(opened, [(replace(first, place="a-place-of-ones-own"), version)], BY)
    assert main(["claims", "--format", "geojson", "--store", str(store)]) == 0
    shown = capsys.readouterr()
    feature = json.loads(shown.out)["features"][0]
    assert feature["geometry"] is None
    assert feature["properties"]["id"] == first.id
    assert "1 value refused" in shown.err
    assert main(["check", "--store", str(store)]) == 1
    assert "a-place-of-ones-own" in capsys.readouterr().out


def test_serve_refuses_a_store_that_cannot_be_opened(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store.write_bytes(store.read_bytes()[:5_000])
    assert main(["serve", "--store", str(store)]) == 1
    assert "cut off" in capsys.readouterr().err


def test_ones_own_store_is_made_of_the_bundled_claims_on_first_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    assert main(["doctor"]) == 0
    assert "not made yet" in capsys.readouterr().out
    assert not (tmp_path / "home").exists()
    assert len(ids(capsys)) == 37
    own = tmp_path / "home" / "claims.db"
    mend(own)
    assert len(ids(capsys)) == 36
    assert main(["history", "--json"]) == 0
    assert [one["kind"] for one in json.loads(capsys.readouterr().out)] == [
        "seed", "edit", "retract",
    ]  # fmt: skip
    assert main(["backup", str(tmp_path / "b.zip")]) == 0
    assert main(["restore", str(tmp_path / "b.zip")]) == 1
    assert "--replace" in capsys.readouterr().err


def test_where_ones_own_store_cannot_be_made_the_bundled_claims_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "home").write_text("a file where the folder should be", encoding="utf-8")
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    assert main(["claims", "--format", "geojson"]) == 0
    shown = capsys.readouterr()
    assert len(json.loads(shown.out)["features"]) == 37
    assert "could not be made" in shown.err
    assert main(["history"]) == 1


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://ada:secret@db.example:5432/claims?sslmode=require", "postgresql://ada@db"),
        ("postgresql+psycopg://ada:se@cret@db.example/claims", "postgresql://ada@db"),
        ("postgres://db.example/claims", "postgresql://db.example/claims"),
    ],
)
def test_a_password_is_never_shown(address: str, shown: str) -> None:
    at = store_at(address)
    assert at.kind is StoreKind.SERVER
    assert at.name.startswith(shown)
    assert "cret" not in at.name + repr(at)
    assert address.endswith(at.where.removeprefix("postgresql"))


def test_a_folder_may_bring_places_of_its_own(
    tmp_path: Path, repo_root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "claims"
    shutil.copytree(repo_root / "seeds", folder)
    claims = folder / "claims.csv"
    text = claims.read_text(encoding="utf-8")
    claims.write_text(text.replace(",ussuriysk,", ",the-camp,"), encoding="utf-8")
    camp = replace(load_gazetteer().place("ussuriysk"), id="the-camp", name="The camp")
    (folder / "gazetteer.csv").write_text(format_places([camp]), encoding="utf-8")
    assert main(["create", str(tmp_path / "a.db"), "--store", str(folder)]) == 0
    assert dataset(open_store(tmp_path / "a.db")).places == {"the-camp": camp}
    capsys.readouterr()
    for store in (folder, tmp_path / "a.db"):
        assert main(["claims", "--format", "csv", "--store", str(store)]) == 0
        assert "The camp" in capsys.readouterr().out
    assert main(["resolve", "The camp", "--json", "--store", str(tmp_path / "a.db")]) == 0
    assert json.loads(capsys.readouterr().out)[0]["place"]["id"] == "the-camp"


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://u:12?se@cret@h/db",
        "postgresql://u:12?secret@h/db?sslmode=require",
        "postgresql:u:secret@h/db",
        "postgres//u:secret@h/db",
        " postgresql://u:secret@h/db",
    ],
)
def test_a_password_of_odd_signs_or_in_a_misspelt_address_is_not_shown(address: str) -> None:
    try:
        told = store_at(address).name
    except ClaimAtlasError as error:
        told = str(error)
    assert "cret" not in told
    assert "12" not in told
