from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geo.claims.dataset import Dataset
from geo.claims.dates import read_date
from geo.claims.model import Claim, Document, Figure, Grade, Originator, Statement
from geo.claims.table import ClaimTable
from geo.claims.vocabulary import Kind, Modality, OriginatorKind, Stance
from geo.exchange.claims_csv import protect, unprotect, write_claims_csv
from geo.exchange.records import FIELDS
from geo.exchange.seeds import bundled_folder, read_folder
from geo.places.gazetteer import load_gazetteer

SIGNS = "=+-@\t\r\n"


def table_of(summary: str, actor: str = "") -> ClaimTable:
    """One claim with one statement."""
    document = Document("d", "Outlet", read_date("2024-10-18"), "printed", "en", "")
    origin = Originator("o", "Origin", OriginatorKind.AGENCY)
    claim = Claim(
        id="c",
        kind=Kind.DEPLOYMENT,
        modality=Modality.HAPPENED,
        summary=summary,
        place="ussuriysk",
        date=read_date("2024-10~"),
        date_basis="printed",
        figure=Figure(1500, None, True, "soldiers"),
        actor=actor,
    )
    voice = Statement("s", "c", "d", "o", Stance.ASSERTS, Grade("B", "2"), "known service")
    return ClaimTable(Dataset({"d": document}, {"o": origin}, (claim,), (voice,)), load_gazetteer())


def written(table: ClaimTable) -> list[dict[str, str]]:
    out = io.StringIO(newline="")
    write_claims_csv(table, range(table.n), out)
    return list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))


@given(st.text(alphabet=st.sampled_from("=+-@'\t\r\n ＝＠ab1"), max_size=8) | st.text())
@example("")
@example("'")
@example("''=1")
def test_protection_is_reversible_and_leaves_no_formula(text: str) -> None:
    cell = protect(text)
    assert unprotect(cell) == text
    assert not cell.startswith(tuple(SIGNS + "＝＋－＠"))


@pytest.mark.parametrize("sign", SIGNS)
def test_one_apostrophe_is_added_and_one_taken(sign: str) -> None:
    assert protect(f"{sign}1+1") == f"'{sign}1+1"
    assert protect(f"'{sign}1+1") == f"''{sign}1+1"
    assert unprotect(f"''{sign}1+1") == f"'{sign}1+1"


@pytest.mark.parametrize("text", ["'tis said", "10,000", "plain", "a=b", "о'кей", "'"])
def test_other_text_is_untouched(text: str) -> None:
    assert protect(text) == unprotect(text) == text


def test_a_formula_in_a_claim_is_written_as_text() -> None:
    row = written(table_of('=HYPERLINK("http://example.org","x")', actor="@SUM(A1)"))[0]
    assert row["summary"] == '\'=HYPERLINK("http://example.org","x")'
    assert row["actor"] == "'@SUM(A1)"


def test_every_text_survives_the_way_out() -> None:
    summary = 'Quotes "here", commas,\nline ends\r\nand Cyrillic Донецьк, 한국'
    assert unprotect(written(table_of(summary))[0]["summary"]) == summary


def test_columns_are_the_contract_and_lists_are_json() -> None:
    row = written(table_of("Something is said."))[0]
    assert tuple(row) == FIELDS
    assert (row["figure_low"], row["figure_high"], row["figure_approx"]) == ("1500", "", "true")
    assert (row["place"], row["place_level"], row["country"]) == ("Ussuriysk", "settlement", "RU")
    assert (row["date"], row["date_from"], row["date_to"]) == (
        "2024-10~",
        "2024-10-01",
        "2024-10-31",
    )
    assert row["origins"] == "1"
    [said] = json.loads(row["statements"])
    assert list(said.items())[:8] == [
        ("originator", "Origin"),
        ("via", []),
        ("stance", "asserts"),
        ("grade", "B2"),
        ("document", "d"),
        ("outlet", "Outlet"),
        ("published", "2024-10-18"),
        ("locator", "place in the document not recorded"),
    ]
    assert said["document_record"]["published_basis"] == "printed"
    assert all(isinstance(reason, str) for reason in json.loads(row["confidence_reasons"]))


def test_the_bundled_claims_are_one_row_each() -> None:
    gazetteer = load_gazetteer()
    table = ClaimTable(read_folder(bundled_folder(), gazetteer).dataset, gazetteer)
    rows = written(table)
    assert [row["id"] for row in rows] == list(table.ids)
    assert sum(len(json.loads(row["statements"])) for row in rows) == len(table.dataset.statements)
