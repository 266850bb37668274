"""Claims that name no more than a country: counted by stance, never a point."""

from __future__ import annotations

import json

import numpy as np

from dashboard.components.shelf import CountryShelf, country_shelves, shelf_data
from geo.claims.dates import read_date
from geo.claims.table import ClaimTable
from geo.claims.vocabulary import Stance, code
from geo.exchange.seeds import bundled_folder, read_folder
from geo.places.gazetteer import load_gazetteer
from geo.places.location import Shape
from tests.geo.claims.builders import claim, dataset, originator, statement

GAZETTEER = load_gazetteer()
PEOPLE = [originator("russia"), originator("peskov", "russia"), originator("bbc")]


def example() -> ClaimTable:
    claims = [
        claim("r1", place="russia"),
        claim("r2", place="russia"),
        claim("u1", place="ukraine"),
        claim("town", place="vladivostok"),
        claim("nowhere"),
    ]
    told = [
        statement("s1", "r1"),
        statement("s2", "r1"),  # the same voice again: still one claim that is asserted
        statement("s3", "r1", originator="peskov", stance=Stance.DENIES),
        statement("s4", "r1", originator="russia", stance=Stance.DENIES),
        statement("s5", "r2", originator="bbc", stance=Stance.UNVERIFIED),
        statement("s6", "u1", retracted=read_date("2024-11-01")),
        statement("s7", "town"),
        statement("s8", "nowhere"),
    ]
    return ClaimTable(dataset(claims, told, originators=PEOPLE), GAZETTEER)


def test_claims_are_counted_by_the_stances_taken_on_them() -> None:
    table = example()
    shelves = country_shelves(table, np.ones(table.n, np.bool_))
    assert shelves == [
        CountryShelf("Russia", (0, 1), asserted=1, denied=1, doubted=1),
        CountryShelf("Ukraine", (2,), asserted=0, denied=0, doubted=0),
    ]
    assert shelves[0].words() == "1 asserted · 1 denied · 1 doubted"
    assert shelves[1].words() == ""


def test_only_what_is_shown_is_on_a_shelf() -> None:
    table = example()
    (shelf,) = country_shelves(table, np.array([False, True, False, True, True]))
    assert (shelf.country, shelf.rows, shelf.asserted, shelf.doubted) == ("Russia", (1,), 0, 1)
    assert country_shelves(table, np.zeros(table.n, np.bool_)) == []


def test_every_country_claim_of_the_bundled_is_on_exactly_one_shelf() -> None:
    table = ClaimTable(read_folder(bundled_folder(), GAZETTEER).dataset, GAZETTEER)
    shelves = country_shelves(table, np.ones(table.n, np.bool_))
    rows = sorted(row for shelf in shelves for row in shelf.rows)
    assert rows == np.flatnonzero(table.shape == code(Shape.COUNTRY)).tolist()
    assert all(np.isnan(table.lon[row]) for row in rows)
    assert [len(shelf.rows) for shelf in shelves] == sorted(
        (len(shelf.rows) for shelf in shelves), reverse=True
    )


def test_what_the_page_is_sent_names_fifteen_claims_and_counts_the_rest() -> None:
    claims = [claim(f"r{n}", place="russia", summary="<b>" + "x" * 500) for n in range(18)]
    told = [statement(f"s{n}", f"r{n}") for n in range(18)]
    table = ClaimTable(dataset(claims, told, originators=PEOPLE), GAZETTEER)
    data = shelf_data(table, country_shelves(table, np.ones(18, np.bool_)), open_at_first=True)
    [shelf] = data["shelves"]  # type: ignore[misc]
    assert data["words"] == "18 claims name no more than a country and have no point on the map."
    assert [one["id"] for one in shelf["claims"]] == [f"r{n}" for n in range(15)]
    assert shelf["more"].startswith("and 3 more")
    assert all(len(one["summary"]) == 200 for one in shelf["claims"])
    assert json.loads(json.dumps(data)) == data
