"""Forms of documents and originators, and the records that a few letters suggest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.forms.sources import (
    document_values,
    empty_document,
    empty_originator,
    originator_values,
    read_document,
    read_originator,
)
from dashboard.forms.suggest import (
    claim_note,
    suggest_claims,
    suggest_documents,
    suggest_originators,
)
from dashboard.forms.values import FormProblem
from geo.claims.dataset import Dataset
from geo.claims.model import Relation
from geo.claims.table import ClaimTable
from geo.exchange.seeds import bundled_folder, read_folder
from geo.places.gazetteer import Gazetteer, load_gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture(scope="module")
def table(gazetteer: Gazetteer) -> ClaimTable:
    return ClaimTable(read_folder(bundled_folder(), gazetteer).dataset, gazetteer)


@pytest.fixture(scope="module")
def dataset(table: ClaimTable) -> Dataset:
    return table.dataset


def free(_: str) -> bool:
    return False


def fields(problems: list[FormProblem]) -> list[str]:
    return [one.field for one in problems]


def test_what_is_opened_and_not_touched_stays_as_it_is(dataset: Dataset) -> None:
    for document in dataset.documents.values():
        assert read_document(document_values(document), document, free) == (document, [])
    known = dataset.originators
    for one in known.values():
        assert read_originator(originator_values(one), one, known, free) == (one, [])


def test_a_document_says_all_that_is_missing_or_wrong() -> None:
    made, problems = read_document(empty_document(), None, free)
    assert made is None
    assert fields(problems) == ["outlet", "published", "published_basis"]
    values = empty_document("Kontan") | {
        "published": "2024-10/..", "published_basis": "printed", "url": "javascript:alert(1)",
        "sha256": "abc",
    }  # fmt: skip
    made, problems = read_document(values, None, free)
    assert made is None
    assert fields(problems) == ["published", "url", "sha256"]
    values |= {"published": "2024-10-18", "url": "https://example.org/a", "sha256": "A" * 64}
    made, problems = read_document(values | {"via": "Yonhap\n\n Reuters "}, None, free)
    assert problems == []
    assert made is not None
    assert made.id == "kontan-2024-10"
    assert made.via == ("Yonhap", "Reuters")
    assert made.sha256 == "a" * 64


def test_an_originator_speaks_for_nobody_who_speaks_for_it(dataset: Dataset) -> None:
    known = dataset.originators
    made, problems = read_originator(empty_originator(), None, known, free)
    assert made is None
    assert fields(problems) == ["name", "kind"]
    south_korea = known["south-korea"]
    values = originator_values(south_korea) | {"parent": "nis"}
    made, problems = read_originator(values, south_korea, known, free)
    assert made is None
    assert fields(problems) == ["parent"]
    assert "circle" in problems[0].message
    for parent in ("south-korea", "nobody-of-that-id"):
        made, problems = read_originator(values | {"parent": parent}, south_korea, known, free)
        assert fields(problems) == ["parent"]
    values = empty_originator("Defence Intelligence of Ukraine") | {"kind": "agency"}
    made, problems = read_originator(values | {"aliases": "HUR\nГУР"}, None, known, free)
    assert problems == []
    assert made is not None
    assert (made.id, made.aliases) == ("defence-intelligence-ukraine", ("HUR", "ГУР"))


@pytest.mark.parametrize(
    ("typed", "found", "why", "same"),
    [
        ("nis", "nis", "also called NIS", True),
        ("국가정보원", "nis", "also called 국가정보원", True),
        ("South Korea", "south-korea", "", True),
        ("SOUTH KOREA", "south-korea", "", True),
        ("Souht Korea", "south-korea", "spelled almost like South Korea", True),
        ("intelligence service", "nis", "", False),
        ("Dmitri Peskov, Kremlin spokesman", "dmitry-peskov", "spelled almost like", True),
    ],
)
def test_an_originator_is_found_by_any_of_its_names(
    dataset: Dataset, typed: str, found: str, why: str, same: bool
) -> None:
    first = suggest_originators(typed, dataset.originators)[0]
    assert first.id == found
    assert first.why.startswith(why)
    assert bool(first.why) == bool(why)
    assert first.same is same


def test_what_nobody_is_called_suggests_nobody(dataset: Dataset) -> None:
    assert suggest_originators("Zaphod Beeblebrox", dataset.originators) == ()
    assert suggest_originators("<img src=x>", dataset.originators) == ()
    assert len(suggest_originators("", dataset.originators)) == 6


def test_documents_are_found_by_outlet_day_and_subject(dataset: Dataset) -> None:
    known = dataset.documents
    assert {one.id for one in suggest_documents("kontan", known)} == {
        "kontan-2024-10", "kontan-2025-02",
    }  # fmt: skip
    assert [one.id for one in suggest_documents("kontan feb 2025", known)] == ["kontan-2025-02"]
    assert suggest_documents("special forces", known)[0].id == "kontan-2024-10"
    assert suggest_documents("", known)[0].id == list(known)[-1], "the newest first"


def test_claims_are_found_by_words_and_by_id(table: ClaimTable, gazetteer: Gazetteer) -> None:
    found = suggest_claims("poltava", table, gazetteer)
    assert "missile-found-in-poltava" in {one.id for one in found}
    key = "missile-found-in-poltava"
    assert suggest_claims("missile-found-in-poltava", table, gazetteer)[0].id == key
    assert all(
        one.id != "missile-found-in-poltava"
        for one in suggest_claims("poltava", table, gazetteer, beside="missile-found-in-poltava")
    )
    assert len(suggest_claims("", table, gazetteer, most=12)) == 12


def test_a_claim_without_wording_is_listed_with_the_name_of_its_place(
    dataset: Dataset, gazetteer: Gazetteer
) -> None:
    placed = next(one for one in dataset.claims if one.place == "ussuriysk")
    assert placed.place_words in claim_note(placed, gazetteer)
    assert " · Ussuriysk · " in claim_note(replace(placed, place_words=""), gazetteer)
    nowhere = replace(placed, place_words="", place=None, relation=Relation.IN)
    assert "Ussuriysk" not in claim_note(nowhere, gazetteer)
