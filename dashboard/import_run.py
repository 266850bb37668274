"""A file on its way into the store: tried first, then written, with what became of it told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geo.claims.model import Claim, Document, Originator, Statement
from geo.errors import Cancelled, Problem, StoreError
from geo.exchange.incoming import Format, Incoming, Record, Report, Tick, read_incoming
from geo.exchange.totals import without_lost_totals
from geo.places.gazetteer import Gazetteer
from geo.places.place import Place
from geo.places.regions import Regions
from geo.store.contents import current
from geo.store.engine import Store
from geo.store.fill import take_in
from geo.store.records import By, Change, RecordKind
from geo.store.taken import Taken

if TYPE_CHECKING:
    from geo.exchange.mapping import Mapping as ColumnMapping

SHOWN: Final = 50
"""Claims that a trial keeps to be looked at."""

_BEYOND: Final = 2_000
"""Records that are looked through for what belongs to the claims that are shown."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is to be read."""

    path: Path
    format: Format
    mapping: ColumnMapping | None = None


@dataclass(frozen=True, slots=True)
class Ways:
    """What to do with records that the store has with other contents, or retracted."""

    update: bool = False
    bring_back: bool = False


@dataclass
class Watch:
    """What passes by on its way into the store: how many of what, and the first claims whole."""

    claims: int = 0
    placed: int = 0
    dated: int = 0
    first: list[Claim] = field(default_factory=list)
    documents: dict[str, Document] = field(default_factory=dict)
    originators: dict[str, Originator] = field(default_factory=dict)
    statements: dict[str, list[Statement]] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    _after: int = 0

    def over(self, records: Iterable[Record]) -> Iterator[Record]:
        """Pass records on."""
        for one in records:
            if isinstance(one, Claim):
                self.claims += 1
                self.placed += one.place is not None
                self.dated += one.date is not None
            if self._after < _BEYOND:
                self._keep(one)
            yield one

    def _keep(self, one: Record) -> None:
        if len(self.first) == SHOWN:
            self._after += 1
        match one:
            case Claim() if len(self.first) < SHOWN:
                self.first.append(one)
                self.statements[one.id] = []
            case Document():
                self.documents[one.id] = one
            case Originator():
                self.originators[one.id] = one
            case Place():
                self.places[one.id] = one
            case Statement() if one.claim in self.statements:
                self.statements[one.claim].append(one)
            case _:
                pass


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file, or would become of it."""

    taken: Taken
    report: Report
    watch: Watch
    change: Change | None

    @property
    def problems(self) -> list[Problem]:
        """What of the file was refused."""
        return self.report.problems


def bring_in(
    reading: Reading,
    store: Store,
    by: By,
    gazetteer: Gazetteer,
    regions: Regions,
    ways: Ways,
    tick: Tick,
    *,
    pretend: bool,
) -> Outcome:
    """Read a file into the store as one change, or only see what that would do.

    Raises `InputRefused` where nothing of the file can be read, `Cancelled` when `tick` does, and
    `StoreError`; the store is as it was then.
    """
    incoming = read_incoming(
        reading.path,
        gazetteer,
        regions,
        format=reading.format,
        mapping=reading.mapping,
        tick=tick,
    )
    watch = Watch()
    change, taken = take_in(
        store,
        watch.over(sound(incoming, store)),
        by,
        problems=incoming.report.problems,
        update=ways.update,
        bring_back=ways.bring_back,
        pretend=pretend,
    )
    return Outcome(taken, incoming.report, watch, change)


def sound(incoming: Incoming, store: Store) -> Iterator[Record]:
    """The records, without references to totals that are neither in the file nor in the store."""

    def held(claim: str) -> bool:
        try:
            return current(store, RecordKind.CLAIM, claim).live
        except StoreError:
            return False

    return without_lost_totals(incoming.records, held, incoming.report)


def first_claims(
    reading: Reading, gazetteer: Gazetteer, regions: Regions, number: int
) -> tuple[Watch, Report]:
    """The first claims of a file as they would be; the rest is not read.

    Where few rows become claims, the search for more of them ends after some thousand rows.
    """
    incoming = read_incoming(
        reading.path,
        gazetteer,
        regions,
        format=reading.format,
        mapping=reading.mapping,
        tick=_enough,
    )
    watch = Watch()
    with suppress(Cancelled):
        for _ in watch.over(incoming.records):
            if watch.claims > number:
                break
    if close := getattr(incoming.records, "close", None):
        close()  # lets go of the file
    return watch, incoming.report


def _enough(done: int, total: int | None) -> None:
    if done > _BEYOND:
        raise Cancelled("has been read far enough.")
