"""The tables of a store, as they are after all migrations (a test compares the two).

Nothing in them is ever updated or deleted; triggers refuse it. Moments are texts in UTC with
microseconds (``2026-11-22T18:07:00.000000Z``), which sort as time on every database, and dates are
EDTF as written. Lists are JSON. A claim's geometry follows from its place and is not kept here.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

from geo.store.records import RecordKind

metadata: Final = MetaData()

changes: Final = Table(
    "changes",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("recorded_at", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("undoes", Integer, ForeignKey("changes.id")),
    Column("records", Integer, nullable=False),
    Column("hash", Text, nullable=False),
    CheckConstraint("id > 0", name="changes_count_from_one"),
)


def _versions(name: str, *fields: Column[object]) -> Table:
    """A table of versions: whose, made by which change, in which order, and the fields.

    A change is the last row of its transaction, because its hash covers its versions: the
    reference to it is checked when the transaction ends.
    """
    return Table(
        name,
        metadata,
        Column("record", Text, primary_key=True),
        Column(
            "change",
            Integer,
            ForeignKey("changes.id", deferrable=True, initially="DEFERRED"),
            primary_key=True,
        ),
        Column("position", Integer, nullable=False),
        Column("live", Boolean, nullable=False),
        *fields,
        Index(f"{name}_by_change", "change", "position"),
        Index(f"{name}_by_position", "position"),
    )


def _text(name: str, *, empty: bool = False) -> Column[object]:
    return Column(name, Text, nullable=empty)


documents: Final = _versions(
    "documents",
    _text("outlet"),
    _text("published"),
    _text("published_basis"),
    _text("language"),
    _text("description"),
    _text("via"),
    _text("url", empty=True),
    _text("sha256", empty=True),
)

originators: Final = _versions(
    "originators",
    _text("name"),
    _text("kind"),
    _text("parent", empty=True),
    _text("aliases"),
)

claims: Final = _versions(
    "claims",
    _text("kind"),
    _text("modality"),
    _text("summary"),
    _text("place", empty=True),
    _text("relation"),
    _text("place_words"),
    _text("date", empty=True),
    _text("date_basis"),
    Column("figure_low", Float),
    Column("figure_high", Float),
    Column("figure_approx", Boolean),
    _text("figure_unit", empty=True),
    _text("actor"),
    _text("part_of", empty=True),
    _text("override_confidence", empty=True),
    _text("override_reason", empty=True),
    _text("reviewed", empty=True),
    Column("near_km", Float),
    Column("distance_km", Float),
    Column("bearing_deg", Float),
    _text("other_place", empty=True),
    Column("unread", Integer, nullable=False),
    _text("merged_into", empty=True),
)

statements: Final = _versions(
    "statements",
    _text("claim"),
    _text("document"),
    _text("originator"),
    _text("stance"),
    _text("source_grade"),
    _text("information_grade"),
    _text("grade_basis"),
    _text("via"),
    Column("paragraph", Integer),
    Column("start", Integer),
    Column("end", Integer),
    _text("known", empty=True),
    _text("retracted", empty=True),
    _text("note"),
)

refusals: Final = _versions(
    "refusals",
    _text("file"),
    Column("row", Integer),
    _text("column", empty=True),
    _text("value"),
    _text("message"),
    _text("remedy"),
)

places: Final = _versions(
    "places",
    _text("name"),
    _text("level"),
    _text("country"),
    _text("admin1"),
    Column("lon", Float, nullable=False),
    Column("lat", Float, nullable=False),
    Column("radius_km", Float, nullable=False),
    _text("area"),
    _text("names"),
    Column("geonames_id", Integer),
    _text("dispute"),
    _text("source"),
    _text("reviewed"),
)

findings: Final = _versions("findings", _text("about"), _text("first"), _text("second"))

# What refers to a record is looked up when that record goes.
Index("claims_by_part_of", claims.c.part_of)
Index("originators_by_parent", originators.c.parent)
Index("statements_by_claim", statements.c.claim)
Index("statements_by_document", statements.c.document)
Index("statements_by_originator", statements.c.originator)

TABLES: Final[dict[RecordKind, Table]] = {
    RecordKind.DOCUMENT: documents,
    RecordKind.ORIGINATOR: originators,
    RecordKind.CLAIM: claims,
    RecordKind.STATEMENT: statements,
    RecordKind.REFUSAL: refusals,
    RecordKind.PLACE: places,
    RecordKind.FINDING: findings,
}

CLAIM_STATE: Final = ("unread", "merged_into")
"""Columns of claims that belong to the version, not to the claim."""

FIELDS: Final[dict[RecordKind, tuple[str, ...]]] = {
    kind: tuple(
        column.name
        for column in table.columns
        if column.name not in ("record", "change", "position", "live", *CLAIM_STATE)
    )
    for kind, table in TABLES.items()
}
"""Names of a record's own columns, in the order of its table."""
