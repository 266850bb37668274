"""The confidence rule: the cases of docs/decisions/confidence.md, and what always holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.claims.grading import Voice, assess, strength
from geo.claims.model import Grade, Override
from geo.claims.table import ClaimTable
from geo.claims.vocabulary import Confidence, Stance, Status
from geo.exchange.seeds import bundled_folder, read_folder
from geo.places.gazetteer import load_gazetteer

DECISION = Path(__file__).parents[3] / "docs" / "decisions" / "confidence.md"
STANCES = (Stance.ASSERTS, Stance.DENIES, Stance.UNVERIFIED)
LEVELS = [Confidence.NOT_JUDGED, Confidence.LOW, Confidence.MODERATE, Confidence.HIGH]

GRADES = st.builds(Grade, st.sampled_from("ABCDEF"), st.sampled_from("123456"))
VOICES = st.builds(Voice, st.sampled_from(["A", "B", "C", "D"]), st.sampled_from(STANCES), GRADES)
CLAIMS = st.lists(VOICES, max_size=8).map(tuple)


def cases(heading: str) -> dict[str, list[str]]:
    """Rows of the table under a heading of the decision, by their first cell."""
    section = DECISION.read_text(encoding="utf-8").partition(f"## {heading}\n")[2]
    section = section.partition("\n## ")[0]
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in row] for row in rows[2:]]
    return {row[0].strip("`"): row[1:] for row in cells}


FROM_ARTICLES = cases("Cases from the five articles")
MADE_UP = cases("Cases the articles do not have")


def voices(cells: list[str]) -> tuple[Voice, ...]:
    """``"South Korea B2; Ukraine C3"`` in each of three cells: asserts, denies, cannot confirm."""
    found = []
    for stance, cell in zip(STANCES, cells, strict=True):
        for one in filter(None, cell.split("; ")):
            name, _, grade = one.rpartition(" ")
            found.append(Voice(name, stance, Grade(*grade)))
    return tuple(found)


@pytest.fixture(scope="module")
def table() -> ClaimTable:
    gazetteer = load_gazetteer()
    return ClaimTable(read_folder(bundled_folder(), gazetteer).dataset, gazetteer)


@pytest.mark.parametrize("case", [*FROM_ARTICLES, *MADE_UP])
def test_the_decision_says_what_the_code_does(case: str) -> None:
    *cells, status, confidence, _ = (FROM_ARTICLES | MADE_UP)[case]
    result = assess(voices(cells))
    assert (result.status.value, result.confidence.value) == (status, confidence)


@pytest.mark.parametrize("case", FROM_ARTICLES)
def test_the_cases_are_those_of_the_bundled_claims(case: str, table: ClaimTable) -> None:
    *cells, status, confidence, _ = FROM_ARTICLES[case]
    claim = table.row_of[case]
    result = table.assessment(claim)
    assert (result.status.value, result.confidence.value) == (status, confidence)
    roots = table.dataset.root
    told = {
        (roots(one.originator).name, one.stance, str(one.grade))
        for one in table.dataset.by_claim[case]
    }
    assert {(v.root, v.stance, str(v.grade)) for v in voices(cells)} == told


def test_every_rule_has_a_case() -> None:
    named = {rule for row in (FROM_ARTICLES | MADE_UP).values() for rule in row[-1].split(", ")}
    assert {"1", "3a", "3b", "3c", "3d", "3e", "4a", "4b"} <= named
    results = {row[-2] for row in FROM_ARTICLES.values()}
    assert results == {level.value for level in LEVELS}


@pytest.mark.parametrize(
    ("grade", "word"),
    [
        ("A1", "strong"),
        ("B2", "strong"),
        ("A3", "fair"),
        ("B3", "fair"),
        ("C1", "fair"),
        ("C3", "fair"),
        ("C4", "weak"),
        ("D1", "weak"),
        ("F1", "weak"),
        ("B5", "weak"),
        ("A6", "unjudged"),
        ("F6", "unjudged"),
    ],
)
def test_strength_of_a_grade(grade: str, word: str) -> None:
    assert strength(Grade(*grade)) == word


@given(GRADES, GRADES)
def test_a_better_grade_is_never_weaker(one: Grade, other: Grade) -> None:
    better = Grade(min(one.source, other.source), min(one.information, other.information))
    order = ["strong", "fair", "weak", "unjudged"]
    assert order.index(strength(better)) <= order.index(strength(one))


@given(CLAIMS, VOICES)
def test_a_further_assertion_never_lowers(told: tuple[Voice, ...], more: Voice) -> None:
    further = Voice(more.root, Stance.ASSERTS, more.grade)
    before, after = assess(told).confidence, assess((*told, further)).confidence
    assert LEVELS.index(after) >= LEVELS.index(before)


@given(CLAIMS, VOICES)
def test_a_denial_or_a_doubt_never_raises(told: tuple[Voice, ...], more: Voice) -> None:
    before = assess(told).confidence
    for stance in (Stance.DENIES, Stance.UNVERIFIED):
        after = assess((*told, Voice(more.root, stance, more.grade))).confidence
        assert LEVELS.index(after) <= LEVELS.index(before)


@given(CLAIMS, st.randoms(use_true_random=False))
def test_the_order_of_statements_does_not_matter(told: tuple[Voice, ...], random: object) -> None:
    shuffled = list(told)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = assess(told), assess(tuple(shuffled))
    assert (one.status, one.confidence) == (other.status, other.confidence)
    assert set(one.asserting) == set(other.asserting)


@given(GRADES, st.integers(2, 10))
def test_ten_outlets_that_quote_one_origin_are_one(grade: Grade, outlets: int) -> None:
    once, often = (assess((Voice("NIS", Stance.ASSERTS, grade),) * n) for n in (1, outlets))
    assert once.confidence is often.confidence
    assert often.asserting == ("NIS",)
    assert "1 independent origin" in often.reasons[0]
    assert f"in {outlets} statements" in often.reasons[0]


@given(CLAIMS)
def test_status_follows_from_who_asserts_and_denies(told: tuple[Voice, ...]) -> None:
    stances = {voice.stance for voice in told}
    expected = {
        (True, True): Status.CONTESTED,
        (True, False): Status.ASSERTED,
        (False, True): Status.DENIED,
        (False, False): Status.UNVERIFIED,
    }[Stance.ASSERTS in stances, Stance.DENIES in stances]
    assert assess(told).status is expected


@given(CLAIMS)
def test_reasons_are_sentences_that_name_every_voice(told: tuple[Voice, ...]) -> None:
    result = assess(told)
    assert result.reasons
    for reason in result.reasons:
        assert re.fullmatch(r"[A-Z0-9].*\.", reason)
    everything = " ".join(result.reasons)
    for root in (*result.asserting, *result.denying, *result.doubting):
        assert root in everything


@given(CLAIMS, st.sampled_from(LEVELS))
def test_an_override_wins_and_keeps_its_reason(told: tuple[Voice, ...], level: Confidence) -> None:
    plain, set_by_hand = assess(told), assess(told, Override(level, "Pictures were checked."))
    assert set_by_hand.confidence is level
    assert set_by_hand.status is plain.status
    assert set_by_hand.reasons[:-1] == plain.reasons
    assert set_by_hand.reasons[-1].endswith("Pictures were checked.")


def test_the_best_grade_of_an_origin_counts() -> None:
    told = (
        Voice("NIS", Stance.ASSERTS, Grade("F", "6")),
        Voice("NIS", Stance.ASSERTS, Grade("B", "2")),
    )
    result = assess(told)
    assert result.confidence is Confidence.MODERATE
    assert "best grade B2" in result.reasons[0]


def test_who_asserts_elsewhere_is_no_doubter() -> None:
    told = (
        Voice("US", Stance.ASSERTS, Grade("B", "2")),
        Voice("US", Stance.UNVERIFIED, Grade("B", "6")),
    )
    assert assess(told).doubting == ()
