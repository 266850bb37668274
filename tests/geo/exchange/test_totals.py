from __future__ import annotations

from geo.exchange.report import Report
from geo.exchange.totals import LOST, without_lost_totals
from tests.geo.claims.builders import claim, statement


def test_a_part_comes_after_its_total_or_alone() -> None:
    records = [
        claim("early", part_of="total"),
        statement("s", "early"),
        claim("lost", part_of="nowhere"),
        claim("kept", part_of="stored"),
        claim("total"),
        claim("late", part_of="total"),
    ]
    report = Report("f")
    found = list(without_lost_totals(records, {"stored"}.__contains__, report))
    assert [(one.id, getattr(one, "part_of", None)) for one in found] == [
        ("s", None),
        ("total", None),
        ("late", "total"),
        ("early", "total"),
        ("lost", None),
        ("kept", "stored"),
    ]
    assert report.notes == {LOST: 1}
