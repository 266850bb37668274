"""What holds a dataset together, what was known when, and its revision."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geo.claims.dataset import Dataset
from geo.claims.dates import read_date
from geo.claims.model import Figure
from geo.claims.table import ClaimTable
from geo.claims.vocabulary import Confidence, Stance, Status
from geo.errors import ModelError
from geo.exchange.seeds import bundled_folder, read_folder
from geo.places.gazetteer import load_gazetteer
from tests.geo.claims.builders import claim, dataset, document, originator, statement

ROOT = Path(__file__).parents[3]


def broken() -> list[tuple[Callable[[], Any], str]]:
    return [
        (lambda: dataset([claim("a"), claim("a")]), "share one id"),
        (lambda: dataset([claim("a", part_of="ghost")]), "ghost"),
        (lambda: dataset([claim()], [statement("s", "spectre")]), "spectre"),
        (lambda: dataset([claim()], [statement("s", document="paper")]), "paper"),
        (lambda: dataset([claim()], [statement("s", originator="nobody")]), "nobody"),
        (lambda: dataset([claim()], originators=[originator("x", "lost")]), "lost"),
        (
            lambda: dataset([claim()], originators=[originator("x", "y"), originator("y", "x")]),
            "circle",
        ),
    ]


@pytest.mark.parametrize(("make", "named"), broken())
def test_a_broken_reference_is_named(make: Callable[[], Any], named: str) -> None:
    with pytest.raises(ModelError, match=named):
        make()


def test_the_root_is_the_top_of_the_parents() -> None:
    people = [
        originator("russia"),
        originator("kremlin", "russia"),
        originator("peskov", "kremlin"),
    ]
    told = dataset([claim()], originators=people)
    assert {told.root(one.id).id for one in people} == {"russia"}


def voices_of_one_state() -> Dataset:
    people = [
        originator("russia"),
        originator("kremlin", "russia"),
        originator("peskov", "kremlin"),
        originator("zakharova", "russia"),
    ]
    told = [
        statement("s1", grade="B2"),
        statement("s2", originator="peskov", stance=Stance.DENIES),
        statement("s3", originator="zakharova", stance=Stance.DENIES),
        statement("s4", originator="kremlin", stance=Stance.DENIES),
    ]
    return dataset([claim()], told, originators=people)


def test_those_who_speak_for_one_state_are_one_voice() -> None:
    table = ClaimTable(voices_of_one_state(), load_gazetteer())
    result = table.assessment(0)
    assert result.denying == ("Russia",)
    assert result.confidence is Confidence.LOW
    assert table.card(0).says() == "1 asserts · 1 denies"


def over_time() -> Dataset:
    """October: one assertion. November: a denial. December: a second assertion, later retracted."""
    papers = [
        document("oct", "2024-10-18"),
        document("nov", "2024-11-01~/2024-11-05~"),
        document("dec", "2024-12-01"),
    ]
    people = [originator("usa"), originator("russia")]
    told = [
        statement("s1", document="oct"),
        statement("s2", document="nov", originator="russia", stance=Stance.DENIES),
        statement(
            "s3", document="dec", originator="usa", retracted=read_date("2024-12-20"), grade="B2"
        ),
        statement("s4", "part", document="dec"),
        statement("s5", "total", document="dec"),
    ]
    claims = [claim("c1", "2024-10/.."), claim("part", part_of="total"), claim("total")]
    return dataset(claims, told, papers, people)


@pytest.mark.parametrize(
    ("day", "statements", "status", "confidence"),
    [
        ("2024-10-18", "s1", Status.ASSERTED, Confidence.MODERATE),
        ("2024-11-01", "s1", Status.ASSERTED, Confidence.MODERATE),  # not certainly published yet
        ("2024-11-05", "s1 s2", Status.CONTESTED, Confidence.LOW),
        ("2024-12-01", "s1 s2 s3", Status.CONTESTED, Confidence.MODERATE),
        ("2024-12-19", "s1 s2 s3", Status.CONTESTED, Confidence.MODERATE),
        ("2024-12-20", "s1 s2 s3", Status.CONTESTED, Confidence.LOW),  # taken back
    ],
)
def test_status_and_confidence_as_known_on_a_day(
    day: str, statements: str, status: Status, confidence: Confidence
) -> None:
    known = over_time().as_known(date.fromisoformat(day))
    table = ClaimTable(known, load_gazetteer())
    row = table.row_of["c1"]
    assert [one.id for one in known.by_claim["c1"]] == statements.split()
    assert (table.card(row).status, table.card(row).confidence) == (status, confidence)


def test_nothing_was_known_before_the_first_publication() -> None:
    known = over_time().as_known(date(2024, 10, 17))
    assert known.claims == ()
    assert known.statements == ()
    assert ClaimTable(known, load_gazetteer()).n == 0


def test_a_total_that_was_not_known_yet_leaves_its_part() -> None:
    whole = over_time()
    early = replace(
        whole,
        statements=tuple(
            replace(one, document="oct") if one.claim == "part" else one for one in whole.statements
        ),
    )
    known = early.as_known(date(2024, 10, 18))
    assert {one.id: one.part_of for one in known.claims} == {"c1": None, "part": None}


def test_an_open_end_stops_at_what_was_published_by_then() -> None:
    for day in (date(2024, 10, 20), date(2024, 11, 20)):
        table = ClaimTable(over_time().as_known(day), load_gazetteer())
        assert table.card(0).when == "since Oct 2024"
    october, november = (
        ClaimTable(over_time().as_known(day), load_gazetteer()).last_day[0]
        for day in (date(2024, 10, 20), date(2024, 11, 20))
    )
    assert november - october == 18  # 18 October to 5 November


@pytest.mark.parametrize(
    ("retracted", "day", "stands"),
    [
        ("2024-11-10", date(2024, 11, 9), True),
        ("2024-11-10", date(2024, 11, 10), False),
        ("2024-11/..", date(2024, 11, 1), False),
        ("../2024-11-10", date(2024, 11, 9), True),
        ("../2024-11-10", date(2024, 11, 10), False),
    ],
)
def test_a_retraction_counts_from_its_first_known_day(
    retracted: str, day: date, stands: bool
) -> None:
    told = dataset([claim()], [statement("s", retracted=read_date(retracted))])
    (one,) = told.as_known(day).statements
    assert (one.retracted is None) is stands


def test_what_was_taken_back_is_shown_but_does_not_count() -> None:
    told = [statement("s1"), statement("s2", retracted=read_date("2024-11-01"), grade="A1")]
    table = ClaimTable(dataset([claim()], told), load_gazetteer())
    card = table.card(0)
    assert card.asserting == 1
    assert [one.retracted for one in card.statements] == ["", "1 Nov 2024"]
    assert len(table.voice_row) == 1


def test_a_claim_whose_only_voice_was_taken_back_is_unverified() -> None:
    told = [statement("s", retracted=read_date("2024-11-01"))]
    table = ClaimTable(dataset([claim()], told), load_gazetteer())
    assert table.card(0).status is Status.UNVERIFIED
    assert table.card(0).confidence is Confidence.NOT_JUDGED
    assert table.card(0).says() == "no statement stands"


def test_the_revision_is_the_same_in_another_process() -> None:
    program = (
        "from geo.exchange.seeds import bundled_folder, read_folder\n"
        "from geo.places.gazetteer import load_gazetteer\n"
        "print(read_folder(bundled_folder(), load_gazetteer()).dataset.revision)"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert seen == {read_folder(bundled_folder(), load_gazetteer()).dataset.revision}


def changes() -> dict[str, Dataset]:
    base = voices_of_one_state()
    one, *others = base.statements
    (only,) = base.claims
    return {
        "summary": replace(base, claims=(replace(only, summary="Other."),)),
        "figure": replace(base, claims=(replace(only, figure=Figure(1, 2, False, "men")),)),
        "place words": replace(base, claims=(replace(only, place_words="there"),)),
        "review": replace(base, claims=(replace(only, reviewed=date(2026, 11, 22)),)),
        "note": replace(base, statements=(replace(one, note="x"), *others)),
        "statement gone": replace(base, statements=tuple(others)),
        "order": replace(base, statements=(*others, one)),
        "outlet": replace(base, documents={"doc": document(outlet="Other")}),
        "published": replace(base, documents={"doc": document(published="2024-10-18~")}),
        "alias": replace(
            base, originators=dict(base.originators) | {"nis": originator(aliases=("N",))}
        ),
    }


@pytest.mark.parametrize("what", list(changes()))
def test_any_change_makes_another_revision(what: str) -> None:
    assert changes()[what].revision != voices_of_one_state().revision


def test_no_two_changes_share_a_revision_and_equal_data_do() -> None:
    assert len({one.revision for one in changes().values()}) == len(changes())
    assert voices_of_one_state().revision == voices_of_one_state().revision


def test_the_last_change_is_the_newest_review() -> None:
    days = [date(2026, 11, 1), date(2026, 11, 22), None]
    claims = [claim(f"c{n}", reviewed=day) for n, day in enumerate(days)]
    assert dataset(claims).last_change == date(2026, 11, 22)
    assert dataset([claim()]).last_change is None


def test_last_news_is_the_last_day_that_changed_what_is_known() -> None:
    whole = over_time()
    days = [date(2024, month, day) for month in (10, 11, 12) for day in range(1, 31)]
    for day in days:
        news = whole.last_news(day)
        known = whole.as_known(day)
        if news is None:
            assert known.claims == ()
        else:
            assert news <= day
            assert known.revision == whole.as_known(news).revision
    assert len({whole.last_news(day) for day in days}) <= 1 + len(whole.documents) + 2
