"""No echo: a person's word on two claims or statements that a program took for one."""

from __future__ import annotations

import hashlib

from geo.store.contents import findings
from geo.store.edits import restore
from geo.store.engine import Store
from geo.store.records import By, Change, ChangeKind, Finding, Put, RecordKind
from geo.store.transaction import changing
from geo.store.versions import newest


def finding(about: str, one: str, other: str) -> Finding:
    """The finding on a pair; whichever is named first, it is the same."""
    first, second = sorted((one, other))
    # Ids hold no line breaks, and two of them may be too long for one.
    written = f"{about}\n{first}\n{second}".encode()
    return Finding(f"{about}-{hashlib.sha256(written).hexdigest()[:20]}", about, first, second)


def no_echo(store: Store, about: str, one: str, other: str, by: By) -> Change | None:
    """Record that two records are no echoes of each other; ``None`` when that was found before."""
    found = finding(about, one, other)
    with changing(store, by, ChangeKind.ADD) as writer:
        before = newest(writer.connection, RecordKind.FINDING, [found.id]).get(found.id)
        if before is None:
            writer.put([Put(found)])
    if before is not None and not before.live:
        return restore(store, RecordKind.FINDING, found.id, by)
    return writer.made


def no_echoes(store: Store) -> frozenset[tuple[str, str, str]]:
    """The pairs found to be none: about what, and both ids in the order of the alphabet."""
    return frozenset((one.about, one.first, one.second) for one in findings(store))
