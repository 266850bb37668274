"""Whole tables read as columns give the records that single rows give."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from geo.claims.columns import Records
from geo.claims.dates import read_date
from geo.claims.model import Claim, Figure, Grade, Override, Statement
from geo.claims.vocabulary import Confidence, Kind, Modality, Stance
from geo.errors import ModelError, StoreError
from geo.places.location import Relation
from geo.store.bulk import records_of_rows
from geo.store.codec import fields_of
from geo.store.contents import dataset
from geo.store.edits import edit, retract
from geo.store.engine import Store
from geo.store.records import RecordKind
from tests.geo.store.store_makers import BY, claim, statement, version

CLAIMS = [
    claim("c1"),
    claim(
        "c2",
        kind=Kind.TRANSFER,
        modality=Modality.PLANNED,
        place="ussuriysk",
        relation=Relation.KM_DIRECTION,
        place_words="40 km north of it",
        date=read_date("2024-10~"),
        date_basis="printed",
        figure=Figure(3.0, None, True, "soldiers"),
        actor="A",
        part_of="c1",
        override=Override(Confidence.LOW, "because"),
        reviewed=date(2026, 1, 2),
        near_km=1.5,
        distance_km=40.0,
        bearing_deg=0.0,
        other_place="vladivostok",
    ),
    claim("c3", figure=Figure(None, 9.0, False, "tanks"), actor="A"),
]
STATEMENTS = [
    statement("s1", "c1"),
    statement(
        "s2",
        "c2",
        document="d2",
        originator="o2",
        stance=Stance.DENIES,
        grade=Grade("A", "6"),
        via=("Wire", "Їжак"),
        paragraph=2,
        start=0,
        end=9,
        known=read_date("2024-10-13"),
        retracted=read_date("2024-11"),
        note="국정원",
    ),
]


def rows(records: Sequence[Claim] | Sequence[Statement]) -> list[tuple[Any, ...]]:
    return [(one.id, *fields_of(one).values(), 1) for one in records]


def test_every_field_is_read_back() -> None:
    claims, voices = rows(CLAIMS), rows(STATEMENTS)
    assert records_of_rows(Claim, [claims[:2], [], claims[2:]]) == tuple(CLAIMS)
    assert records_of_rows(Statement, [voices]) == tuple(STATEMENTS)
    assert records_of_rows(Claim, []) == ()


def test_equal_values_are_kept_once() -> None:
    read = records_of_rows(Claim, [rows([claim("c1", actor="".join(["A", "b"])), CLAIMS[2]])])
    actors = [one.actor for one in read]
    assert actors == ["Ab", "A"]
    many = records_of_rows(Claim, [[row] for row in rows(CLAIMS[1:])])
    assert many.column("actor")[0] is many.column("actor")[1]


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("kind", "invasion", "claim 'c2' cannot be read back"),
        ("kind", None, "claim 'c2' cannot be read back"),
        ("date", "soon", "claim 'c2' cannot be read back"),
        ("figure_low", -1.0, "claim 'c2' cannot be read back"),
        ("override_confidence", "sure", "claim 'c2' cannot be read back"),
        ("reviewed", "yesterday", "claim 'c2' cannot be read back"),
        ("summary", "", "claim 'c2': summary is empty"),
        ("summary", b"\xff", "wrong kind"),
        ("record", "../c2", "claim id '../c2' cannot be used"),
    ],
)
def test_what_makes_no_record_is_named(column: str, value: object, message: str) -> None:
    names = ("record", *fields_of(CLAIMS[1]), "change")
    good = rows(CLAIMS)
    bad = tuple(value if name == column else one for name, one in zip(names, good[1], strict=True))
    with pytest.raises(ModelError, match=message):
        records_of_rows(Claim, [[good[0], bad, good[2]]])


def test_the_newest_version_counts_in_its_old_place(store: Store) -> None:
    old = dataset(store).claims[0]
    new = replace(old, summary="Another.")
    edit(store, [(new, version(store, old))], BY)
    retract(store, RecordKind.CLAIM, "c2", BY)
    found = dataset(store)
    assert isinstance(found.claims, Records)
    assert [one.summary for one in found.claims] == ["Another.", "Summary of c3."]
    assert [one.id for one in found.statements] == ["s1", "s2", "s4"]


def test_a_store_that_another_program_changed_is_refused(store: Store) -> None:
    assert store.path is not None
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("DROP TRIGGER claims_no_update")
        connection.execute("UPDATE claims SET summary = x'ff' WHERE record = 'c1'")
        connection.commit()
    with pytest.raises(StoreError, match="wrong kind"):
        dataset(store)
