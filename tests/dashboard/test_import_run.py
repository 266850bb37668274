"""A file on its way into a store, without a page: tried, written, undone, tried again."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.components.import_trial import problems_csv
from dashboard.import_columns import chosen_mapping, look_at
from dashboard.import_preview import COLUMNS, preview_rows
from dashboard.import_run import Outcome, Reading, Ways, bring_in, first_claims
from dashboard.import_words import (
    button_words,
    made_words,
    problem_rows,
    refused_rows,
    table_words,
    tally_rows,
    to_write,
    why_format,
)
from dashboard.mappings import remember
from geo.errors import Cancelled
from geo.exchange.incoming import Format
from geo.places.gazetteer import Gazetteer, load_gazetteer
from geo.places.regions import load_regions
from geo.places.world_index import WorldIndex
from geo.store.contents import dataset, revision
from geo.store.engine import Store
from geo.store.opening import create_store
from geo.store.records import By, RecordKind
from geo.store.reversal import undo
from geo.store.taken import Fate
from tests.dashboard.messy_table import REFUSED, USABLE, write_messy

BY = By("A tester", "To see what happens.")


@pytest.fixture(scope="module")
def gazetteer(world_index: WorldIndex) -> Gazetteer:
    return load_gazetteer()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return create_store(tmp_path / "claims.db")


@pytest.fixture
def messy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLAIM_ATLAS_HOME", str(tmp_path / "home"))
    return write_messy(tmp_path)


def bring(
    path: Path, store: Store, gazetteer: Gazetteer, *, ways: Ways | None = None, pretend: bool
) -> Outcome:
    reading = Reading(path, Format.TABLE, look_at(path).mapping)
    return bring_in(
        reading, store, BY, gazetteer, load_regions(), ways or Ways(), lambda done, total: None,
        pretend=pretend,
    )  # fmt: skip


def test_columns_are_guessed_with_examples_and_remembered(messy: Path) -> None:
    columns = look_at(messy)
    assert columns.mapping.columns() == {
        "id": "Nr", "date": "Datum", "place": "Ort", "summary": "Was ist passiert",
        "source": "Quelle", "best": "Tote", "url": "Link",
    }  # fmt: skip
    assert columns.examples["Ort"] == ("Kursk", "Poltava", "Donetsk")
    assert columns.examples["Link"] == ("https://example.org/a",), "NULL is no value"
    assert set(columns.asked_first) == {
        "id", "date", "place", "summary", "source", "best", "url",
    }  # fmt: skip
    assert not columns.remembered
    chosen = chosen_mapping(
        columns.mapping, {**columns.mapping.columns(), "id": ""}, {"default_unit": "deaths"}
    )
    assert (chosen.id, chosen.summary, chosen.default_unit) == ("", "Was ist passiert", "deaths")
    remember(columns.header, chosen)
    again = look_at(messy)
    assert again.remembered
    assert again.mapping == chosen
    assert again.guess == columns.mapping


def test_a_trial_tells_everything_and_writes_nothing(
    messy: Path, store: Store, gazetteer: Gazetteer
) -> None:
    before = revision(store)
    tried = bring(messy, store, gazetteer, pretend=True)
    assert (tried.change, revision(store)) == (None, before)
    assert tried.taken.count(Fate.ADDED, RecordKind.CLAIM) == tried.watch.claims == USABLE
    assert tried.watch.placed == USABLE - 1, "one place nobody knows"
    assert tried.watch.dated == USABLE
    assert refused_rows(tried.problems) == REFUSED
    assert button_words(tried.taken, Ways()) == "Import 4 claims"
    rows = preview_rows(tried.watch, gazetteer, load_regions(), 3)
    assert [list(row) for row in rows] == [list(COLUMNS)] * 3
    assert rows[0]["Where"].startswith("Kursk, Russia")
    assert rows[0]["When"] == "5 Oct 2024"
    assert rows[0]["In"].startswith("Süddeutsche Zeitung, ")
    assert rows[2]["How exact"] == "not on the map"
    kinds = {row[""]: row for row in tally_rows(tried.taken)}
    assert list(kinds["Claims"].values())[1:] == [USABLE, 0]


def test_refused_values_as_rows_and_as_a_harmless_file(
    messy: Path, store: Store, gazetteer: Gazetteer
) -> None:
    problems = bring(messy, store, gazetteer, pretend=True).problems
    first = problem_rows(problems)[0]
    assert (first["Row"], first["Column"], first["Value"]) == (5, "Datum", "31.02.2024")
    assert "does not exist" in str(first["Why it is refused, and what to do"])
    odd = [type(problems[0])("=cmd()", 2, "@x", "=1+1", "is odd.", "Mend it.")]
    table = list(csv.reader(io.StringIO(problems_csv(odd).decode("utf-8-sig"))))
    assert table[1] == ["2", "'@x", "'=1+1", "is odd. Mend it."]


def test_an_import_again_adds_nothing_and_after_an_undo_only_when_asked(
    messy: Path, store: Store, gazetteer: Gazetteer
) -> None:
    done = bring(messy, store, gazetteer, pretend=False)
    assert done.change is not None
    assert len(dataset(store).claims) == USABLE
    assert made_words(done.taken).startswith("4 claims, 4 statements, 4 documents and ")
    again = bring(messy, store, gazetteer, pretend=True)
    assert to_write(again.taken, Ways(update=True, bring_back=True)) == 0
    undo(store, done.change.id, BY)
    back = bring(messy, store, gazetteer, pretend=True)
    assert back.taken.count(Fate.RETRACTED, RecordKind.CLAIM) == USABLE
    assert to_write(back.taken, Ways(), RecordKind.CLAIM) == 0
    ways = Ways(bring_back=True)
    assert to_write(back.taken, ways, RecordKind.CLAIM) == USABLE
    bring(messy, store, gazetteer, ways=ways, pretend=False)
    assert len(dataset(store).claims) == USABLE


def test_the_first_claims_are_read_without_the_rest(tmp_path: Path, gazetteer: Gazetteer) -> None:
    path = tmp_path / "long.csv"
    with path.open("w", encoding="utf-8") as out:
        out.write("date,place,text,source\n")
        out.writelines(f"2024-10-05,Kursk,Shelling number {n},TASS\n" for n in range(9_000))
    mapping = look_at(path).mapping
    watch, report = first_claims(Reading(path, Format.TABLE, mapping), gazetteer, load_regions(), 8)
    assert len(watch.first) >= 8
    assert report.rows < 1_000
    # Where no row becomes a claim, it is not searched to its end either.
    path.write_text(path.read_text("utf-8").replace("2024-10-05", "2024-15-35"), "utf-8")
    watch, report = first_claims(Reading(path, Format.TABLE, mapping), gazetteer, load_regions(), 8)
    assert watch.claims == 0
    assert 0 < report.rows < 9_000


def test_stopped_it_leaves_the_store_as_it_was(
    messy: Path, store: Store, gazetteer: Gazetteer
) -> None:
    def stop(done: int, total: int | None) -> None:
        raise Cancelled("stopped.")

    before = revision(store)
    reading = Reading(messy, Format.TABLE, look_at(messy).mapping)
    with pytest.raises(Cancelled):
        bring_in(reading, store, BY, gazetteer, load_regions(), Ways(), stop, pretend=False)
    assert revision(store) == before


def test_why_a_file_is_one_of_a_format(messy: Path) -> None:
    assert table_words(messy) == "Windows-1252 (Western), semicolons between 8 columns"
    assert why_format(Format.UCDP) == (
        "known by its columns date_prec, type_of_violence, where_prec"
    )
    assert all(why_format(one) for one in Format)


def test_another_encoding_gives_other_names_of_columns(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    path = tmp_path / "polish.csv"
    text = "data;miejscowość;źródło;opis\n2024-10-05;Łódź;Gazeta;Pożar w składzie, żadnych ofiar\n"
    path.write_bytes(text.encode("cp1250"))
    found = look_at(path)
    assert found is not None
    assert "miejscowość" not in found.header
    told = look_at(path, encoding="cp1250")
    assert told is not None
    assert told.header == ("data", "miejscowość", "źródło", "opis")
    assert told.mapping.encoding == "cp1250"
    mapping = replace(told.mapping, date="data", place="miejscowość", source="źródło")
    watch, report = first_claims(Reading(path, Format.TABLE, mapping), gazetteer, load_regions(), 1)
    assert report.problems == []
    assert watch.first[0].summary == "Pożar w składzie, żadnych ofiar"
    assert watch.first[0].place_words == "Łódź"
