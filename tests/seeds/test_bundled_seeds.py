"""The bundled claims: they load, they can be traced, and a careful reader misses nothing.

The facts in facts.csv come from a reading of the five articles apart from the one that made the
seeds; where the two differed, the articles were read again. The articles are not in the repository;
where they lie beside it, locators are checked against their text.
"""

from __future__ import annotations

import csv
import hashlib
import itertools
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from geo.claims.dataset import Dataset
from geo.claims.model import Statement
from geo.claims.vocabulary import Modality, Stance, Status
from geo.exchange.seeds import FILES, bundled_folder, read_folder
from geo.places.gazetteer import load_gazetteer
from geo.places.location import Relation

ARTICLES = Path(__file__).parents[2].parent / "shared" / "seeds"
READING = read_folder(bundled_folder(), load_gazetteer())
DATA: Dataset = READING.dataset
CLAIMS = {one.id: one for one in DATA.claims}
README = (bundled_folder() / "README.md").read_text(encoding="utf-8")

KORAN, TRIBUN, KONTAN_25, DETAK, KONTAN_24 = (
    "koranterkini-2024-10",
    "tribunnews-2024-10",
    "kontan-2025-02",
    "detaktribe-2024-10",
    "kontan-2024-10",
)


# -------------------------------------------------------------------------------- what is there


def test_they_load_without_a_problem() -> None:
    assert READING.problems == ()
    assert len(DATA.documents) == 5
    assert len(DATA.claims) >= 24
    assert len(DATA.statements) >= 40


def test_every_claim_has_a_statement_and_every_document_is_used() -> None:
    assert {one.claim for one in DATA.statements} == set(CLAIMS)
    assert {one.document for one in DATA.statements} == set(DATA.documents)


def test_no_originator_is_left_over() -> None:
    used = {one.originator for one in DATA.statements}
    above = {one.parent for one in DATA.originators.values() if one.parent}
    # Media that only pass something on are kept for the names in `via`.
    passing_on = {name for one in DATA.statements for name in one.via}
    idle = set(DATA.originators) - used - above
    assert {DATA.originators[one].name for one in idle} <= passing_on


def test_dates_and_grades_say_what_they_rest_on() -> None:
    for claim in DATA.claims:
        assert bool(claim.date) <= bool(claim.date_basis)
        assert claim.reviewed is not None
    for one in DATA.statements:
        assert len(one.grade_basis) > 20
        assert one.paragraph is not None
    for paper in DATA.documents.values():
        assert len(paper.published_basis) > 20
        # None of the five prints its own day, so none is given as certain.
        assert paper.published.approximate


def test_what_has_not_happened_is_never_graded_as_true() -> None:
    for one in DATA.statements:
        if CLAIMS[one.claim].modality in (Modality.PLANNED, Modality.EXPECTED):
            assert one.grade.information == "6", one.id


def test_who_cannot_confirm_and_who_denies_shows_nothing_that_could_be_judged() -> None:
    for one in DATA.statements:
        if one.stance is not Stance.ASSERTS:
            assert one.grade.information == "6", one.id


# -------------------------------------------------------------- what a careful reader must find


class Fact(NamedTuple):
    """Somebody's stance on a claim in one article. Empty means that nothing may stand there."""

    document: str
    paragraph: str
    originator: str
    stance: str
    place: str
    figure: str
    date: str
    modality: str


with (Path(__file__).parent / "facts.csv").open(encoding="utf-8", newline="") as _lines:
    FACTS = [Fact(**row) for row in csv.DictReader(_lines)]


def as_fact(one: Statement) -> Fact:
    claim = CLAIMS[one.claim]
    return Fact(
        one.document,
        str(one.paragraph or ""),
        one.originator,
        one.stance.value,
        claim.place or "",
        claim.figure.words() if claim.figure else "",
        claim.date.text if claim.date else "",
        claim.modality.value,
    )


@pytest.mark.parametrize("fact", FACTS, ids="-".join)
def test_what_a_careful_reader_finds_is_there(fact: Fact) -> None:
    found = {as_fact(one) for one in DATA.statements}
    near = [one for one in found if one[:2] == fact[:2] and one.originator == fact.originator]
    assert fact in found, near


def test_every_denial_of_the_articles_is_there_and_no_other() -> None:
    denials = {one for one in map(as_fact, DATA.statements) if one.stance == "denies"}
    assert denials == {fact for fact in FACTS if fact.stance == "denies"}
    # Only the Kremlin and its spokesman deny anything in the five articles.
    assert {one.originator for one in denials} == {"kremlin", "dmitry-peskov"}


def test_a_refusal_to_comment_is_no_denial_and_silence_no_statement() -> None:
    by = {
        name: {one.stance for one in DATA.statements if one.originator == name}
        for name in ("maria-zakharova", "sean-savett", "bbc", "kyiv-independent")
    }
    assert set(map(frozenset, by.values())) == {frozenset({Stance.UNVERIFIED})}
    # North Korea says nothing in any of the five.
    names = [f"{one.id} {one.name}" for one in DATA.originators.values()]
    assert [name for name in names if re.search("north.?korea|pyongyang", name, re.I)] == []
    assert {
        one.document for one in DATA.statements if DATA.root(one.originator).id == "russia"
    } == {
        KORAN,
        TRIBUN,
        DETAK,
    }


def test_the_1500_are_one_figure_and_rival_counts_are_claims_of_their_own() -> None:
    figures = Counter(one.figure.words() for one in DATA.claims if one.figure)
    assert [words for words in figures if "1,500" in words] == [
        "about 1,500 special operations troops"
    ]
    assert figures["about 1,500 special operations troops"] == 1
    (total,) = (one.id for one in DATA.claims if one.figure and one.figure.low == 1500)
    shares = [one for one in DATA.claims if one.part_of == total]
    assert {"vladivostok", "khabarovsk", "blagoveshchensk"} <= {one.place for one in shares}
    assert all(one.figure is None for one in shares)
    numbers = sorted(
        one.figure.low or one.figure.high or 0
        for one in DATA.claims
        if one.figure and one.figure.unit == "soldiers"
    )
    assert numbers == [3000, 3000, 3000, 3000, 10000, 10000, 11000]


def test_places_are_scenes_and_the_right_namesakes() -> None:
    places = {one.place for one in DATA.claims if one.place}
    assert {"blagoveshchensk", "donetsk-oblast", "kursk-oblast", "poltava-oblast"} <= places
    wrong = ("blagoveshchensk-bashkortostan", "donetsk-rostov", "donetsk", "kursk", "poltava")
    speakers = ("washington", "seoul", "moscow", "kyiv", "jakarta", "pyongyang", "kremlin")
    assert places.isdisjoint((*wrong, *speakers))
    near = [one for one in DATA.claims if one.relation is Relation.NEAR]
    assert {"ussuriysk"} <= {one.place for one in near}


def test_two_articles_meet_at_ussuriysk() -> None:
    told: dict[str, set[str]] = {}
    for one in DATA.statements:
        told.setdefault(one.claim, set()).add(one.document)
    assert any(
        CLAIMS[name].place == "ussuriysk" and papers == {KORAN, KONTAN_24}
        for name, papers in told.items()
    )


def test_the_day_of_a_statement_is_not_the_day_of_the_event() -> None:
    (savett,) = [one for one in DATA.statements if one.originator == "sean-savett"]
    assert savett.known is not None
    assert savett.known.text == "2024-10-15"
    said = {
        one.known.text for one in DATA.statements
        if one.originator == "volodymyr-zelensky" and one.document == TRIBUN and one.known
    }  # fmt: skip
    assert said == {"2024-10-13"}
    for claim in DATA.claims:
        assert claim.date is None or claim.date.text not in ("2024-10-13", "2024-10-15")


def test_third_hand_is_told_as_third_hand() -> None:
    chains = {(one.document, one.originator, one.via) for one in DATA.statements if one.via}
    assert (KONTAN_25, "nis", ("South Korean media", "Reuters")) in chains
    assert (TRIBUN, "western-diplomat", ("Kyiv Independent",)) in chains
    assert (DETAK, "john-kirby", ("Channel News Asia (CNA)",)) in chains


def test_every_status_but_denied_occurs() -> None:
    stances: dict[str, set[Stance]] = {}
    for one in DATA.statements:
        stances.setdefault(one.claim, set()).add(one.stance)
    found = set()
    for taken in stances.values():
        if Stance.ASSERTS in taken:
            found.add(Status.CONTESTED if Stance.DENIES in taken else Status.ASSERTED)
        else:
            found.add(Status.DENIED if Stance.DENIES in taken else Status.UNVERIFIED)
    assert found == {Status.ASSERTED, Status.CONTESTED, Status.UNVERIFIED}


# ------------------------------------------------------------------------ where in the articles


def texts_by_hash() -> dict[str, str]:
    """Texts of the articles that lie beside the repository, by SHA-256; none in a plain clone."""
    contents = [path.read_bytes() for path in sorted(ARTICLES.glob("*.txt"))]
    return {hashlib.sha256(one).hexdigest(): one.decode("utf-8") for one in contents}


TEXTS = texts_by_hash()


def paragraph_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of every line that is not empty; paragraphs are counted so, from 1."""
    return [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", text)]


@pytest.mark.parametrize("name", list(DATA.documents))
def test_locators_lie_in_their_paragraphs(name: str) -> None:
    told = [one for one in DATA.statements if one.document == name]
    assert told
    sha256 = DATA.documents[name].sha256
    assert sha256 is not None
    spans: dict[int, list[tuple[int, int]]] = {}
    for one in told:
        assert one.paragraph is not None
        assert one.start is not None
        assert one.end is not None
        spans.setdefault(one.paragraph, []).append((one.start, one.end))
    # Without the text it is still certain that later paragraphs begin behind earlier ones.
    extents = [(min(s)[0], max(end for _, end in s)) for _, s in sorted(spans.items())]
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(extents))
    if sha256 in TEXTS:
        text = TEXTS[sha256]
        paragraphs = paragraph_spans(text)
        for number, inside in spans.items():
            begin, end = paragraphs[number - 1]
            for start, stop in inside:
                assert begin <= start < stop <= end
                assert text[start:stop] == text[start:stop].strip()


def test_texts_beside_the_repository_are_those_the_seeds_were_made_from() -> None:
    hashes = {one.sha256 for one in DATA.documents.values()}
    assert len(hashes) == 5
    assert None not in hashes
    assert not TEXTS or hashes <= set(TEXTS)


def test_no_sentence_of_the_articles_is_in_the_seeds() -> None:
    ours = "\n".join((bundled_folder() / name).read_text(encoding="utf-8") for name in FILES)
    ours = " ".join((ours + README).casefold().split())
    for text in TEXTS.values():
        words = text.casefold().split()
        runs = (" ".join(words[n : n + 6]) for n in range(len(words) - 5))
        assert [run for run in runs if run in ours] == []
    # Also without the texts: everything is written in our own English.
    indonesian = re.findall(r"\b(yang|dengan|pasukan|telah|untuk|dari|tentara)\b", ours)
    assert indonesian == []


# ------------------------------------------------------------------------------ the explanation


@pytest.mark.parametrize("file", FILES)
def test_the_readme_explains_every_column(file: str) -> None:
    with (bundled_folder() / file).open(encoding="utf-8", newline="") as lines:
        header = next(csv.reader(lines))
    section = README.partition(f"## {file}\n")[2].partition("\n## ")[0]
    explained = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
    assert explained == header


def test_the_readme_tells_how_each_document_was_dated() -> None:
    for name, paper in DATA.documents.items():
        row = next(line for line in README.splitlines() if line.startswith(f"| `{name}` |"))
        assert f"`{paper.published.text}`" in row


def test_every_claim_says_where_in_our_own_words() -> None:
    assert [one.id for one in DATA.claims if not one.place_words] == []
