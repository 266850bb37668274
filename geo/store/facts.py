"""Brings what follows from the claims up to date, beside them; see `geo.store.shapes`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection

from geo.claims.dataset import Dataset
from geo.claims.model import Claim, Document, Originator, Statement
from geo.places.place import Place
from geo.store.inserting import copy_named
from geo.store.log import last_change
from geo.store.records import RecordKind
from geo.store.shapes import look
from geo.store.versions import newest, referring

if TYPE_CHECKING:
    from geo.places.gazetteer import Gazetteer

_AT_ONCE: Final = 2_000
"""Claims that are held at once on the way."""

_RULES: Final = "1"
"""Counts up when what is derived from the same claims changes."""

GazetteerSource = Callable[[], "Gazetteer"]
"""Gives the program's own gazetteer; read only when it is needed."""


@cache
def basis() -> str:
    """What else the facts follow from: the rules, the shipped gazetteer and its outlines."""
    from geo.data import manifest
    from geo.places.table import bundled_path

    parts = [_RULES, hashlib.sha256(bundled_path().read_bytes()).hexdigest()]
    parts += [one.sha256 for one in manifest().files if one.name == "areas.npz"]
    return hashlib.sha256("".join(parts).encode()).hexdigest()[:16]


def behind(connection: Connection) -> bool:
    """Whether a store keeps facts that this role may, and should, bring up to date."""
    found = look(connection)
    if not found.prepared:
        return found.may_make and (bool(found.postgis) or found.may_switch_on)
    if not found.may_keep:
        return False
    state = _state(connection)
    last = last_change(connection)
    return state != (last.id if last else 0, last.hash if last else "", basis())


def outdated(connection: Connection) -> bool:
    """Whether the facts were worked out by other rules, or with another gazetteer."""
    return _state(connection)[2] != basis()


def keep(connection: Connection, gazetteer: GazetteerSource, *, anew: bool = False) -> None:
    """Bring the facts up to date with the newest change, in the same transaction.

    Only what the changes since the last time can have touched is worked out; everything when the
    history is another one, or `anew` says so.
    """
    found = look(connection)
    last = last_change(connection)
    if not (found.prepared and found.may_keep) or last is None:
        return
    number, known_hash, _ = _state(connection)
    stands = connection.exec_driver_sql(
        "SELECT hash FROM changes WHERE id = %s", (number,)
    ).scalar()
    if anew or stands != known_hash:
        connection.exec_driver_sql("DELETE FROM claim_facts")
        number = 0
    shipped = gazetteer()
    ids = list(connection.exec_driver_sql(_TOUCHED, {"since": number}).scalars())
    for start in range(0, len(ids), _AT_ONCE):
        _write(connection, ids[start : start + _AT_ONCE], shipped)
    if number == 0:
        connection.exec_driver_sql(
            "DELETE FROM shapes WHERE id NOT IN (SELECT shape FROM claim_facts "
            "WHERE shape IS NOT NULL)"
        )
    connection.exec_driver_sql(
        "UPDATE facts_state SET change = %s, hash = %s, basis = %s", (last.id, last.hash, basis())
    )


_TOUCHED: Final = """
WITH RECURSIVE speakers (record) AS (
    SELECT record FROM originators WHERE change > %(since)s
    UNION SELECT o.record FROM originators o JOIN speakers s ON o.parent = s.record
)
SELECT record FROM claims WHERE change > %(since)s
UNION SELECT claim FROM statements
    WHERE record IN (SELECT record FROM statements WHERE change > %(since)s)
UNION SELECT claim FROM statements
    WHERE document IN (SELECT record FROM documents WHERE change > %(since)s)
UNION SELECT claim FROM statements WHERE originator IN (SELECT record FROM speakers)
UNION SELECT record FROM claims
    WHERE place IN (SELECT record FROM places WHERE change > %(since)s)
       OR other_place IN (SELECT record FROM places WHERE change > %(since)s)
"""
"""Claims of which something may have changed: more than needed is no harm."""


def _state(connection: Connection) -> tuple[int, str, str]:
    row = connection.exec_driver_sql("SELECT change, hash, basis FROM facts_state").one()
    return row[0], row[1], row[2]


def _write(connection: Connection, ids: list[str], shipped: Gazetteer) -> None:
    """Work out the facts of some claims and put them in place of the old ones."""
    connection.exec_driver_sql("DELETE FROM claim_facts WHERE claim = ANY(%s)", (ids,))
    dataset = _gathered(connection, ids)
    if not dataset.claims:
        return
    facts = list(_worked_out(dataset, shipped))
    shapes = {one.digest: one.ewkb for one in facts if one.digest}
    numbers = _shape_numbers(connection, shapes)
    rows = [{**one.row, "shape": numbers.get(one.digest)} for one in facts]
    copy_named(connection, "claim_facts", list(rows[0]), rows)


def _shape_numbers(connection: Connection, shapes: Mapping[str, str]) -> dict[str, int]:
    """Numbers of geometries, after those that are new have been put in."""
    known = _known_shapes(connection, shapes)
    new = [
        {"digest": digest, "geometry": ewkb}
        for digest, ewkb in shapes.items()
        if digest not in known
    ]
    if new:
        copy_named(connection, "shapes", ["digest", "geometry"], new)
        known |= _known_shapes(connection, [one["digest"] for one in new])
    return known


def _known_shapes(connection: Connection, digests: Iterable[str]) -> dict[str, int]:
    found = connection.exec_driver_sql(
        "SELECT digest, id FROM shapes WHERE digest = ANY(%s)", (list(digests),)
    )
    return {row[0]: row[1] for row in found}


def _gathered(connection: Connection, ids: list[str]) -> Dataset:
    """The live ones of some claims with everything that they, and their voices, refer to."""
    found = newest(connection, RecordKind.CLAIM, ids).values()
    # What they share figures with need not be among them.
    claims = [
        replace(one.record, part_of=None)
        for one in found
        if one.live and isinstance(one.record, Claim)
    ]
    unread = {one.id: one.unread for one in found if one.live and one.unread}
    voices = [
        one.record
        for one in referring(connection, RecordKind.STATEMENT, "claim", [c.id for c in claims])
        if isinstance(one.record, Statement)
    ]
    documents = newest(connection, RecordKind.DOCUMENT, {one.document for one in voices})
    originators: dict[str, Originator] = {}
    missing = {one.originator for one in voices}
    while missing:
        more = newest(connection, RecordKind.ORIGINATOR, missing).values()
        originators |= {o.id: o.record for o in more if isinstance(o.record, Originator)}
        parents = {one.parent for one in originators.values() if one.parent is not None}
        missing = parents - set(originators)
    named = {one.place for one in claims} | {one.other_place for one in claims}
    places = newest(connection, RecordKind.PLACE, [one for one in named if one]).values()
    return Dataset(
        {k: v.record for k, v in documents.items() if isinstance(v.record, Document)},
        originators,
        tuple(claims),
        tuple(voices),
        unread,
        places={one.id: one.record for one in places if one.live and isinstance(one.record, Place)},
    )


@dataclass(frozen=True, slots=True)
class _Fact:
    """A row of ``claim_facts`` without its shape, which is given as hex EWKB with a digest."""

    row: dict[str, Any]
    digest: str
    ewkb: str


def _worked_out(dataset: Dataset, shipped: Gazetteer) -> Iterator[_Fact]:
    import shapely

    from geo.claims.placing import Placer, without_unknown_places
    from geo.claims.table import NO_DAY, ClaimTable, day_of
    from geo.places.regions import load_regions
    from geo.places.user_gazetteer import with_places

    gazetteer = with_places(shipped, dataset.places.values())
    shown, _ = without_unknown_places(dataset, Placer(gazetteer, load_regions()), "")
    columns = ClaimTable(shown, gazetteer)
    written: dict[int, tuple[str, str]] = {id(None): ("", "")}
    for n, (claim, location) in enumerate(zip(columns.claims, columns.locations, strict=True)):
        if id(location) not in written:
            written[id(location)] = ("", "")
            if location is not None and location.geometry is not None:
                ewkb = shapely.to_wkb(
                    shapely.set_srid(location.geometry, 4326), hex=True, include_srid=True
                )
                written[id(location)] = hashlib.sha256(ewkb.encode()).hexdigest(), ewkb
        assessment = columns.assessment(n)
        dated = columns.first_day[n] != NO_DAY
        spot = location is not None and columns.lon[n] == columns.lon[n]  # a country has none
        digest, ewkb = written[id(location)]
        yield _Fact(
            {
                "claim": claim.id,
                "place_name": location.place.name if location else None,
                "place_level": location.place.level.value if location else None,
                "country": location.place.country if location else None,
                "drawn_as": location.shape.value if location else "none",
                "lon": float(columns.lon[n]) if spot else None,
                "lat": float(columns.lat[n]) if spot else None,
                "radius_m": float(columns.radius_m[n]) if spot else None,
                "date_from": day_of(columns.first_day[n]) if dated else None,
                "date_to": day_of(columns.last_day[n]) if dated else None,
                "status": assessment.status.value,
                "confidence": assessment.confidence.value,
            },
            digest,
            ewkb,
        )
