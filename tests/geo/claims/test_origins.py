"""Origins of a claim as trees: one originator counts once, whoever carries it."""

from __future__ import annotations

import pytest

from geo.claims.dates import read_date
from geo.claims.model import Statement
from geo.claims.origins import Role, Step, counted, lines, origins
from geo.claims.table import ClaimTable
from geo.claims.vocabulary import Stance
from geo.exchange.seeds import bundled_folder, read_folder
from geo.places.gazetteer import load_gazetteer
from tests.geo.claims.builders import claim, dataset, document, originator, statement

PEOPLE = (
    originator("russia"),
    originator("kremlin", parent="russia"),
    originator("peskov", parent="kremlin"),
    originator("bbc"),
)
PAPERS = (document("kontan", outlet="Kontan"), document("detak", outlet="Detak"))


def trees(*statements: Statement) -> tuple[Step, ...]:
    held = dataset([claim("c1")], statements, PAPERS, PEOPLE)
    return origins(held.by_claim["c1"], held)


def test_ten_outlets_that_quote_one_agency_are_one_origin() -> None:
    papers = [document(f"d{n}", outlet=f"Outlet {n}") for n in range(10)]
    told = [statement(f"s{n}", document=f"d{n}", via=("Yonhap",)) for n in range(10)]
    held = dataset([claim("c1")], told, papers)
    [tree] = origins(held.by_claim["c1"], held)
    assert counted([tree], Stance.ASSERTS) == 1
    [through] = tree.children
    assert (through.role, through.name, through.documents) == (Role.VIA, "Yonhap", 10)


def test_the_chain_runs_from_the_state_to_its_speaker_to_the_outlet() -> None:
    [tree] = trees(
        statement("s1", originator="peskov", stance=Stance.DENIES, grade="D6", document="kontan"),
        statement("s2", originator="kremlin", stance=Stance.DENIES, grade="D5", document="detak"),
    )
    assert lines([tree]) == (
        "Russia: denies",
        "  Kremlin",
        "    Peskov",
        "      Kontan, 18 Oct 2024, D6",
        "    Detak, 18 Oct 2024, D5",
    )


def test_whoever_asserts_it_somewhere_is_no_doubter() -> None:
    said = trees(
        statement("s1", originator="bbc", stance=Stance.UNVERIFIED, document="kontan"),
        statement("s2", originator="bbc", document="detak"),
        statement("s3", originator="peskov", stance=Stance.UNVERIFIED),
    )
    assert [counted(said, one) for one in Stance] == [1, 0, 1]


def test_what_was_taken_back_is_shown_and_does_not_count() -> None:
    gone = {"retracted": read_date("2024-10-20")}
    said = trees(statement("s1", originator="bbc", **gone), statement("s2", originator="peskov"))
    assert [one.name for one in said] == ["Russia", "Bbc"]
    assert said[1].stances == () and said[1].taken_back == 1
    assert lines(said)[-1] == "  Outlet, 18 Oct 2024 (taken back)"
    assert counted(said, Stance.ASSERTS) == 1


def test_the_grade_of_a_step_is_the_one_that_carries_most() -> None:
    [tree] = trees(
        statement("s1", originator="bbc", grade="B6", document="kontan"),
        statement("s2", originator="bbc", grade="C3", document="detak"),
    )
    assert tree.grade == "C3"
    assert [one.grade for one in tree.children] == ["B6", "C3"]


@pytest.fixture(scope="module")
def table() -> ClaimTable:
    gazetteer = load_gazetteer()
    return ClaimTable(read_folder(bundled_folder(), gazetteer).dataset, gazetteer)


def test_the_bundled_claims_have_as_many_origins_as_grading_counts(table: ClaimTable) -> None:
    for row, one in enumerate(table.claims):
        trees = origins(table.dataset.by_claim[one.id], table.dataset)
        found = table.assessment(row)
        assert counted(trees, Stance.ASSERTS) == len(found.asserting), one.id
        assert counted(trees, Stance.DENIES) == len(found.denying), one.id
        assert counted(trees, Stance.UNVERIFIED) == len(found.doubting), one.id
