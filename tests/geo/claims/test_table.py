"""Columns of a table against the cards and claims they stand for."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pytest

from geo.claims.card import NO_DATE, NO_PLACE
from geo.claims.dates import read_date
from geo.claims.model import Figure
from geo.claims.sizes import SIZE_LABELS, size_class
from geo.claims.table import NO_DAY, ClaimTable, day_number, day_of
from geo.claims.vocabulary import Kind, Modality, code
from geo.exchange.seeds import bundled_folder, read_folder
from geo.places.gazetteer import Gazetteer, load_gazetteer
from geo.places.location import Relation, Shape
from geo.places.regions import BoundaryView
from tests.geo.claims.builders import claim, dataset, document, originator, statement


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture(scope="module")
def seeds(gazetteer: Gazetteer) -> ClaimTable:
    return ClaimTable(read_folder(bundled_folder(), gazetteer).dataset, gazetteer)


def test_every_column_says_what_the_card_says(seeds: ClaimTable) -> None:
    for row in range(seeds.n):
        card, claimed = seeds.card(row), seeds.claims[row]
        assert card.row == row == seeds.row_of[card.id]
        assert card.id == seeds.ids[row]
        assert seeds.kind[row] == code(card.kind)
        assert seeds.status[row] == code(card.status)
        assert seeds.confidence[row] == code(card.confidence)
        assert seeds.modality[row] == code(card.modality)
        assert seeds.shape[row] == code(card.shape)
        assert (card.when == NO_DATE) == (seeds.first_day[row] == NO_DAY)
        if claimed.date is not None and claimed.date.last is not None:
            assert day_of(seeds.last_day[row]) == claimed.date.last
        assert (card.figure == "") == (claimed.figure is None) == (seeds.size[row] == 0)
        spoken = [one for one in card.statements if not one.retracted]
        assert np.count_nonzero(seeds.voice_row == row) == len(spoken)


def test_what_is_drawn_where(seeds: ClaimTable) -> None:
    for row, location in enumerate(seeds.locations):
        drawn = not math.isnan(seeds.lon[row])
        assert drawn == (not math.isnan(seeds.lat[row])) == (not math.isnan(seeds.radius_m[row]))
        if location is None:
            assert seeds.shape[row] == code(Shape.NONE)
            assert not drawn
        else:
            # A country has no point of its own: a pin there would claim a place nobody named.
            assert drawn == (location.shape is not Shape.COUNTRY)
        if seeds.area[row] >= 0:
            assert seeds.areas[seeds.area[row]] is location
        assert (seeds.area[row] >= 0) == (location is not None and location.shape is Shape.AREA)


def test_equal_wordings_share_one_location(seeds: ClaimTable) -> None:
    assert len({id(one) for one in seeds.areas}) == len(seeds.areas)
    first, second = (
        seeds.row_of[name]
        for name in ("officers-killed-in-donetsk", "officers-firing-missiles-in-donetsk")
    )
    assert seeds.locations[first] is seeds.locations[second]


def test_columns_cannot_be_written(seeds: ClaimTable) -> None:
    for name in ("kind", "lon", "first_day", "voice_row", "size"):
        with pytest.raises(ValueError, match="read-only"):
            getattr(seeds, name)[0] = 0


def test_voices_are_sorted_by_claim(seeds: ClaimTable) -> None:
    assert np.all(np.diff(seeds.voice_row) >= 0)
    assert len(seeds.voice_row) == len(seeds.dataset.statements)


def test_both_boundary_views_hold_the_same_claims(gazetteer: Gazetteer, seeds: ClaimTable) -> None:
    other = ClaimTable(seeds.dataset, gazetteer, BoundaryView.DE_FACTO)
    assert other.ids == seeds.ids
    assert other.revision == seeds.revision
    assert np.array_equal(other.shape, seeds.shape)


def test_an_empty_dataset_is_a_table_of_no_rows(gazetteer: Gazetteer) -> None:
    table = ClaimTable(dataset([]), gazetteer)
    assert (table.n, len(table.lon), len(table.voice_row), table.last_change) == (0, 0, 0, None)


def test_an_open_end_closes_at_the_newest_publication(gazetteer: Gazetteer) -> None:
    papers = [document("old", "2024-10-01"), document("new", "2024-11-05~/2024-11-09~")]
    told = [statement("s1", document="new"), statement("s2", document="old")]
    table = ClaimTable(dataset([claim(date="2023-08/..")], told, papers), gazetteer)
    assert day_of(table.first_day[0]) == date(2023, 8, 1)
    assert day_of(table.last_day[0]) == date(2024, 11, 9)
    assert table.card(0).when == "since Aug 2023"


def test_days_are_counted_from_1970() -> None:
    assert day_number(date(1970, 1, 1)) == 0
    assert day_number(date(1969, 12, 31)) == -1
    for day in (date.min, date(2024, 2, 29), date.max):
        assert day_of(day_number(day)) == day


@pytest.mark.parametrize(
    ("low", "high", "size"),
    [
        (None, None, 0),
        (6, 6, 1),
        (0, 0, 1),
        (100, None, 1),
        (101, None, 2),
        (1500, 1500, 2),
        (2000, None, 2),
        (None, 3000, 3),
        (11000, None, 3),
        (20000, 90000, 3),
        (20001, None, 4),
        (8e6, None, 4),
        (90, 5000, 1),  # the lower bound decides
    ],
)
def test_size_of_a_figure(low: float | None, high: float | None, size: int) -> None:
    as_column = [np.array([np.nan if one is None else float(one)]) for one in (low, high)]
    assert size_class(*as_column).tolist() == [size]
    assert len(SIZE_LABELS) == 5


def test_a_card_has_the_words_for_everything(gazetteer: Gazetteer) -> None:
    total = claim("total", figure=Figure(1500, 1500, True, "special forces"))
    part = claim(
        "part",
        "2024-10-01~/2024-10-10~",
        kind=Kind.TRANSFER,
        modality=Modality.EXPECTED,
        place="ussuriysk",
        relation=Relation.NEAR,
        place_words="a base near Ussuriysk",
        part_of="total",
        actor="North Korea",
    )
    people = [originator("us"), originator("kirby", "us", name="Kirby, spokesman")]
    told = [
        statement("s0", "total"),
        statement(
            "s1",
            "part",
            originator="kirby",
            via=("Yonhap", "Reuters"),
            known=read_date("2024-10-13"),
            paragraph=2,
            start=1,
            end=9,
            note="at third hand",
        ),
    ]
    papers = [document(url="https://example.org/a", published="2024-10-18~")]
    table = ClaimTable(dataset([total, part], told, papers, people), gazetteer)
    card = table.card(1)
    assert card.where == "a base near Ussuriysk (within about 30 km of Ussuriysk)"
    assert card.when == "about 1–10 Oct 2024"
    assert card.date == "2024-10-01~/2024-10-10~"
    assert card.modality_label == "expected, not said to have happened"
    assert card.figure == ""
    assert card.figure_note.startswith("part of about 1,500 special forces in all")
    (line,) = card.statements
    assert line.chain() == "Kirby, spokesman, via Yonhap, Reuters"
    assert line.speaks_for == "Us"
    assert line.grade_label == "usually reliable; probably true"
    assert line.locator == "paragraph 2, characters 1–9"
    assert (line.known, line.retracted) == ("13 Oct 2024", "")
    assert line.published == "about 18 Oct 2024"
    assert line.url == "https://example.org/a"
    assert table.card(0).where == NO_PLACE
    assert table.card(0).when == NO_DATE


@pytest.mark.parametrize(
    ("place", "relation", "words"),
    [
        ("vladivostok", Relation.IN, "Vladivostok, within 20 km of its centre"),
        ("ussuriysk", Relation.NEAR, "within about 30 km of Ussuriysk"),
        ("poltava-oblast", Relation.IN, "anywhere in the shaded area, Poltava Oblast"),
        ("russia", Relation.IN, "Russia as a whole, nothing more exact"),
    ],
)
def test_where_is_said_as_exactly_as_it_is_known(
    gazetteer: Gazetteer, place: str, relation: Relation, words: str
) -> None:
    table = ClaimTable(dataset([claim(place=place, relation=relation)]), gazetteer)
    assert table.card(0).where == words


def test_hostile_text_reaches_the_card_as_it_was_written(gazetteer: Gazetteer) -> None:
    text = "<script>alert(1)</script>${1}`\u202e" + "x" * 10_000
    table = ClaimTable(dataset([claim(summary=text, actor=text)]), gazetteer)
    assert table.card(0).summary == table.card(0).actor == text
