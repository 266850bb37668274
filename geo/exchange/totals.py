"""Claims that are part of a total which did not come along.

A file of some claims only, as a filter leaves them, may hold a part without its total. A store
refuses a reference to nothing, and with it the file; so the part is taken without the reference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from geo.claims.model import Claim
from geo.exchange.report import Record, Report

LOST: Final = "claims that are part of a total which is neither in the file nor here; taken alone"


def without_lost_totals(
    records: Iterable[Record], known: Callable[[str], bool], report: Report
) -> Iterator[Record]:
    """The records, parts whose total has not come yet at the end.

    `known` tells of a claim's id whether it is where the records go. A part whose total is nowhere
    loses the reference, which is noted.
    """
    seen: set[str] = set()
    waiting: list[Claim] = []
    for one in records:
        if isinstance(one, Claim):
            seen.add(one.id)
            if one.part_of is not None and one.part_of not in seen:
                waiting.append(one)
                continue
        yield one
    for claim in waiting:
        if claim.part_of in seen or known(claim.part_of or ""):
            yield claim
        else:
            report.note(LOST)
            yield replace(claim, part_of=None)
