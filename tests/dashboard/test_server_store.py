"""A store on PostgreSQL with every command and on the pages, and no password anywhere."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import geopandas
import pytest
from psycopg import sql
from streamlit.testing.v1 import AppTest

from dashboard import server
from dashboard.cli import main
from dashboard.editing import why_not
from dashboard.loading import make_store
from dashboard.stores import STORE_VARIABLE, StoreKind, store_at
from geo.errors import StoreReadOnly
from geo.store.contents import current, dataset, revision
from geo.store.edits import edit, retract
from geo.store.opening import open_store
from geo.store.records import By, RecordKind
from tests.postgres_server import ESCAPED, PASSWORD, Server

BY = By("Ada", "a better source")
SECONDS = 120
"""A page that takes longer than this hangs; no test asserts less."""


@pytest.fixture
def address(database: str, postgres: Server) -> str:
    """Of an empty database, with the password in it."""
    return postgres.url_with_password(urlsplit(database).path[1:])


@pytest.fixture
def filled(address: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["create", address]) == 0
    capsys.readouterr()
    return address


@pytest.fixture
def reader(filled: str, postgres: Server) -> Iterator[str]:
    """The same, as a role that may only read."""
    name = f"reader_{uuid4().hex[:8]}"
    role = sql.Identifier(name)
    postgres.execute(
        sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(role, PASSWORD),
        sql.SQL("GRANT SELECT ON ALL TABLES IN SCHEMA public TO {}").format(role),
        database=urlsplit(filled).path[1:],
    )
    yield filled.replace("atlas:", f"{name}:")


def no_password(text: str) -> bool:
    return PASSWORD not in text and ESCAPED not in text


def test_a_day_with_a_server_on_the_command_line(
    address: str, tmp_path: Path, repo_root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = []

    def run(*arguments: str, code: int = 0) -> str:
        assert main(list(arguments)) == code
        captured = capsys.readouterr()
        told.append(captured.out + captured.err)
        return told[-1]

    assert "claim-atlas create" in run("claims", "--store", address, code=1)
    assert "142 records" in run("create", address)
    assert "exists already" in run("create", address, code=1)
    file = make_store(tmp_path / "a.db", repo_root / "seeds")
    store = open_store(address)
    assert revision(store) == revision(file)  # the same claims, the same hash
    for form in ("csv", "table", "geojson"):
        shown = run("claims", "--format", form, "--store", address)
        assert shown == run("claims", "--format", form, "--store", str(tmp_path / "a.db"))
    first = dataset(store).claims[0]
    version = current(store, RecordKind.CLAIM, first.id).change
    edit(store, [(replace(first, summary="Mended."), version)], BY)
    assert "summary: " in run("history", "--store", address, first.id)
    assert "nothing refused" in run("check", "--store", address)
    findings = {one["name"]: one for one in json.loads(run("doctor", "--json", "--store", address))[
        "findings"
    ]}  # fmt: skip
    assert "2 changes" in findings["store"]["found"]
    assert re.search(r"PostGIS 3.*36 claims", findings["shapes for GIS programs"]["found"])
    backup = str(tmp_path / "b.zip")
    assert "checked by SHA-256" in run("backup", "--store", address, backup)
    retract(store, RecordKind.CLAIM, first.id, BY)
    assert "--replace" in run("restore", "--store", address, backup, code=1)
    assert "is kept as" in run("restore", "--store", address, "--replace", backup)
    assert dataset(store).claims[0].summary == "Mended."
    run("restore", "--store", str(tmp_path / "c.db"), backup)
    assert revision(open_store(tmp_path / "c.db")) == revision(store)
    run("claims", "--store", address.replace(ESCAPED, f"{ESCAPED}x"), code=1)
    assert all(map(no_password, told))


def test_a_gis_program_reads_the_claims(filled: str) -> None:
    store = store_at(filled).open()
    with store.engine.connect() as connection:
        frame = geopandas.read_postgis(
            "SELECT * FROM current_claims ORDER BY fid", connection, geom_col="geometry"
        )
    assert frame.crs.to_epsg() == 4326
    assert list(frame.claim) == [one.id for one in dataset(store).claims]
    wanted = {"kind", "status", "confidence", "date_from", "date_to", "place", "summary"}
    assert wanted <= set(frame.columns)
    assert frame.geometry.notna().sum() == 36


def test_where_a_store_is_shows_no_password(filled: str) -> None:
    at = store_at(filled)
    assert at.kind is StoreKind.SERVER
    assert at.name == filled.replace(f":{ESCAPED}", "")
    assert no_password(repr(at) + str(at) + repr(at.open()))


def headline(app: AppTest) -> str:
    [line] = [one.value for one in app.main.markdown if re.search(r"\d of [\d,]+ claim", one.value)]
    return line


def test_the_pages_show_the_claims_and_their_changes(
    filled: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(STORE_VARIABLE, filled)
    app = AppTest.from_file(str(server.SCRIPT), default_timeout=SECONDS).run()
    assert not app.exception
    assert "37 of 37 claims" in headline(app)
    store = open_store(filled)
    retract(store, RecordKind.CLAIM, dataset(store).claims[0].id, BY)
    assert "36 of 36 claims" in headline(app.run())
    app.switch_page("views/sources.py").run()
    assert not app.exception
    for element in (*app.main, *app.sidebar):
        assert no_password(str(element))


def test_who_may_only_read_sees_the_map_and_why_nothing_can_be_changed(
    reader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(STORE_VARIABLE, reader)
    monkeypatch.setattr("dashboard.editing.may_write", lambda: True)
    app = AppTest.from_file(str(server.SCRIPT), default_timeout=SECONDS).run()
    assert not app.exception
    assert "37 of 37 claims" in headline(app)
    assert "no right to add" in why_not(store_at(reader))


def test_a_write_protected_file_is_shown_and_says_why_nothing_can_be_changed(
    tmp_path: Path, repo_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "claims.db"
    make_store(path, repo_root / "seeds")
    before = path.read_bytes()
    # Root may write whatever is protected, so the answer of the system is given for it.
    monkeypatch.setattr(
        "geo.store.opening.os.access",
        lambda asked, mode, **_: Path(asked) != path or mode != os.W_OK,
    )
    monkeypatch.setenv(STORE_VARIABLE, str(path))
    monkeypatch.setattr("dashboard.editing.may_write", lambda: True)
    app = AppTest.from_file(str(server.SCRIPT), default_timeout=SECONDS).run()
    assert not app.exception
    assert "37 of 37 claims" in headline(app)
    assert "write-protected" in why_not(store_at(str(path)))
    with pytest.raises(StoreReadOnly, match="write-protected"):
        retract(store_at(str(path)).open(), RecordKind.CLAIM, "c1", BY)
    assert path.read_bytes() == before


def test_a_server_that_goes_away_is_named_on_the_page_and_comes_back(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    mortal = Server()
    try:
        mortal.create("claims")
        address = mortal.url_with_password("claims")
        assert main(["create", address]) == 0
        monkeypatch.setenv(STORE_VARIABLE, address)
        app = AppTest.from_file(str(server.SCRIPT), default_timeout=SECONDS).run()
        assert "37 of 37 claims" in headline(app)
        mortal.kill()
        app.run()
        [words] = [one.value for one in app.main.text if "cannot be reached" in one.value]
        assert "Check the address, and that its server runs" in words
        assert no_password(words)
        mortal.start()
        assert "37 of 37 claims" in headline(app.run())
    finally:
        mortal.stop()
