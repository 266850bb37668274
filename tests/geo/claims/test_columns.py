"""Records held as columns are the records that they stand for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from geo.claims.column_checks import check
from geo.claims.columns import Grouped, Records, as_records, column
from geo.claims.dates import read_date
from geo.claims.model import Claim, Statement
from geo.errors import ModelError
from tests.geo.claims.builders import claim, dataset, document, statement

CLAIMS = tuple(claim(f"c{n}", "2024-10-1x".replace("x", str(n)), actor="A") for n in range(4))


def test_they_are_read_like_a_tuple() -> None:
    records = as_records(Claim, CLAIMS)
    claims = CLAIMS
    assert records == claims and claims == records and records != claims[:3]
    assert records == as_records(Claim, list(CLAIMS))
    assert list(records) == list(CLAIMS) and len(records) == 4
    assert records[1:3] == CLAIMS[1:3] and records[-1] == CLAIMS[-1]
    assert CLAIMS[2] in records and records.index(CLAIMS[2]) == 2
    with pytest.raises(IndexError):
        records[4]
    assert records[1] is records[1]  # made once
    assert column(records, "id") == column(CLAIMS, "id") == ["c0", "c1", "c2", "c3"]
    assert repr(records) == repr(CLAIMS)


def test_some_of_them() -> None:
    records = as_records(Claim, CLAIMS)
    for rows in ([], [2], [3, 0]):
        assert records.take(rows) == tuple(CLAIMS[row] for row in rows)


def test_changes_leave_the_old_ones_as_they_were() -> None:
    records = as_records(Claim, CLAIMS)
    new = replace(CLAIMS[1], summary="Another.")
    more = claim("c9")
    changed = records.with_changes({1: new}, added=[(3, more)])
    assert changed == (CLAIMS[0], new, *CLAIMS[2:], more)
    assert changed.row_of["c9"] == 4
    first, second = claim("c7"), claim("c8")
    mixed = records.with_changes({0: new}, [1, 2], [(-1, first), (1, second), (3, more)])
    assert mixed == (first, new, second, CLAIMS[3], more)
    assert records == CLAIMS


def test_groups() -> None:
    voices = as_records(Statement, [statement(f"s{n}", f"c{n % 2}") for n in range(3)])
    grouped = Grouped(voices, "claim")
    assert dict(grouped) == {"c0": (voices[0], voices[2]), "c1": (voices[1],)}
    assert grouped.get("c9", ()) == () and len(grouped) == 2


def test_known_on_a_day_is_the_same_however_claims_are_held() -> None:
    claims = [claim("c0"), claim("c1", part_of="c0"), claim("c2", part_of="c1")]
    voices = [
        statement("s0", "c0", document="late"),
        statement("s1", "c1", retracted=read_date("2024-11-05")),
        statement("s2", "c2"),
    ]
    plain = dataset(claims, voices, [document("late", "2024-12-01")])
    held = replace(
        plain, claims=as_records(Claim, claims), statements=as_records(Statement, voices)
    )
    assert plain == held and plain.revision == held.revision
    known = held.as_known(date(2024, 10, 31))
    assert known == plain.as_known(date(2024, 10, 31))
    assert [(one.id, one.part_of) for one in known.claims] == [("c1", None), ("c2", "c1")]
    assert [one.retracted for one in known.statements] == [None, None]
    assert held.last_news(date(2024, 11, 30)) == date(2024, 11, 5)


BROKEN: list[tuple[type[Claim] | type[Statement], str, object, str]] = [
    (Claim, "id", "Not an id", "cannot be used"),
    (Claim, "id", 7, "wrong kind"),
    (Claim, "summary", " ", "summary is empty"),
    (Claim, "summary", b"bytes", "wrong kind"),
    (Claim, "actor", None, "wrong kind"),
    (Claim, "date_basis", "", "has no basis"),
    (Claim, "part_of", "c1", "part of itself"),
    (Claim, "near_km", "far", "wrong kind"),
    (Statement, "id", "", "cannot be used"),
    (Statement, "grade_basis", "\t", "grade_basis is empty"),
    (Statement, "paragraph", 0, "must be 1 or more"),
    (Statement, "paragraph", "x", "wrong kind"),
    (Statement, "start", 5, "both ends of the span"),
    (Statement, "note", 1.5, "wrong kind"),
]


@pytest.mark.parametrize(("kind", "name", "value", "message"), BROKEN)
def test_columns_are_checked_as_records_are(
    kind: type[Claim] | type[Statement], name: str, value: object, message: str
) -> None:
    one = claim("c1", "2024-10-18") if kind is Claim else statement("s1")
    good = as_records(kind, [one])
    check(good)
    with pytest.raises(ModelError, match=message):
        check(good.with_column(name, [value]))


@pytest.mark.parametrize(("start", "end"), [(None, 5), (3, 3), (5, 3), (-1, 3)])
def test_spans_are_checked(start: int | None, end: int) -> None:
    voices: Records[Statement] = as_records(Statement, [statement("s0"), statement("s1")])
    check(voices.with_column("start", [None, 0]).with_column("end", [None, 9]))
    with pytest.raises(ModelError, match="span"):
        check(voices.with_column("start", [None, start]).with_column("end", [None, end]))


def test_by_id_and_what_was_made_stays() -> None:
    held = replace(dataset(list(CLAIMS)), claims=as_records(Claim, CLAIMS))
    by_id = held.claim_by_id
    assert by_id["c2"] == CLAIMS[2] and by_id["c2"] is held.claims[2]
    assert dict(by_id) == {one.id: one for one in CLAIMS}
    assert "c9" not in by_id and by_id.get("c9") is None and len(by_id) == 4
    records = as_records(Claim, CLAIMS)
    kept, changed = records[2], records[1]
    after = records.with_changes({1: replace(changed, actor="B")})
    assert after[2] is kept and after[1].actor == "B"
