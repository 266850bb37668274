"""The synthetic store: the same bytes each time, accepted without a problem, and varied enough."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from benchmarks.synthetic import DAYS, FIRST_DAY, GAZETTEER, LONE_DAYS, write_store
from geo.claims.selection import Selection, select
from geo.claims.table import NO_DAY, ClaimTable, day_of
from geo.claims.vocabulary import Confidence, Kind, Modality, Status, code
from geo.exchange.seeds import FILES, Reading, read_folder
from geo.places.gazetteer import Gazetteer, load_gazetteer
from geo.places.location import Shape

N = 1_500


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("synthetic") / "store"
    write_store(folder, N)
    return folder


@pytest.fixture(scope="module")
def places(store: Path) -> Gazetteer:
    return load_gazetteer(store / GAZETTEER)


@pytest.fixture(scope="module")
def reading(store: Path, places: Gazetteer) -> Reading:
    return read_folder(store, places)


@pytest.fixture(scope="module")
def table(reading: Reading, places: Gazetteer) -> ClaimTable:
    return ClaimTable(reading.dataset, places)


def test_the_same_number_and_seed_give_the_same_bytes(store: Path, tmp_path: Path) -> None:
    write_store(tmp_path, N)
    for name in (*FILES, GAZETTEER):
        assert (tmp_path / name).read_bytes() == (store / name).read_bytes()


def test_another_seed_gives_other_claims(store: Path, tmp_path: Path) -> None:
    write_store(tmp_path, N, seed=2)
    assert (tmp_path / "claims.csv").read_bytes() != (store / "claims.csv").read_bytes()


def test_every_row_is_accepted(reading: Reading, places: Gazetteer) -> None:
    assert reading.problems == ()
    assert places.problems == ()
    assert len(reading.dataset.claims) == N
    voices = [len(reading.dataset.by_claim[claim.id]) for claim in reading.dataset.claims]
    assert {1, 2, 3} == set(voices)


def test_whatever_a_reader_sees_is_marked(reading: Reading, places: Gazetteer) -> None:
    data = reading.dataset
    assert all(claim.summary.startswith("SYNTHETIC") for claim in data.claims)
    assert all("SYNTHETIC" in one.outlet for one in data.documents.values())
    assert all("SYNTHETIC" in one.name for one in data.originators.values())
    made = [place for place in places.places if place.id.startswith("synthetic-")]
    assert len(made) >= 2_000
    assert all("SYNTHETIC" in place.source and "Synthetic" in place.name for place in made)


def test_every_look_of_a_symbol_occurs(table: ClaimTable) -> None:
    for column, words in (
        (table.kind, Kind),
        (table.modality, Modality),
        (table.status, Status),
        (table.confidence, Confidence),
        (table.shape, Shape),
    ):
        assert set(np.unique(column)) == {code(word) for word in words}
    assert set(np.unique(table.size)) == {0, 1, 2, 3, 4}


def test_places_are_many_and_unevenly_filled(table: ClaimTable) -> None:
    drawn = ~np.isnan(table.lon)
    spots, claims = np.unique(
        np.stack([table.lon[drawn], table.lat[drawn]]), axis=1, return_counts=True
    )
    assert spots.shape[1] > 300
    assert claims.max() > 20 * np.median(claims)


def test_some_claims_have_no_date_and_none_lies_outside_the_two_years(table: ClaimTable) -> None:
    undated = table.first_day == NO_DAY
    assert 0 < np.count_nonzero(undated) < N / 8
    assert day_of(int(table.first_day[~undated].min())) == FIRST_DAY
    assert np.ptp(table.first_day[~undated]) < DAYS


def test_a_day_taken_off_the_range_always_takes_claims_off_the_map(table: ClaimTable) -> None:
    drawn = ~np.isnan(table.lon)
    left = [
        int(np.count_nonzero(drawn & select(table, Selection(date_from=day)).rows))
        for day in (FIRST_DAY + timedelta(days=k) for k in range(LONE_DAYS))
    ]
    assert all(later < earlier for earlier, later in pairwise(left))
