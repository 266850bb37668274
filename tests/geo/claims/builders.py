"""Small claims, statements and datasets for tests: one call, every field with a default."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from geo.claims.dataset import Dataset
from geo.claims.dates import read_date
from geo.claims.model import Claim, Document, Grade, Originator, Statement
from geo.claims.vocabulary import Kind, Modality, OriginatorKind, Stance


def document(id: str = "doc", published: str = "2024-10-18", **fields: Any) -> Document:
    values: dict[str, Any] = {
        "outlet": "Outlet",
        "published_basis": "printed",
        "language": "en",
        "description": "",
    }
    return Document(id=id, published=read_date(published), **(values | fields))


def originator(id: str = "nis", parent: str | None = None, **fields: Any) -> Originator:
    values: dict[str, Any] = {"name": id.title(), "kind": OriginatorKind.AGENCY}
    return Originator(id=id, parent=parent, **(values | fields))


def claim(id: str = "c1", date: str | None = None, **fields: Any) -> Claim:
    values: dict[str, Any] = {
        "kind": Kind.DEPLOYMENT,
        "modality": Modality.HAPPENED,
        "summary": f"Summary of {id}.",
        "date": read_date(date) if date else None,
        "date_basis": "printed" if date else "",
    }
    return Claim(id=id, **(values | fields))


def statement(id: str = "s", claim: str = "c1", grade: str = "B2", **fields: Any) -> Statement:
    values: dict[str, Any] = {
        "document": "doc",
        "originator": "nis",
        "stance": Stance.ASSERTS,
        "grade": Grade(*grade),
        "grade_basis": "for a test",
    }
    return Statement(id=id, claim=claim, **(values | fields))


def dataset(
    claims: Sequence[Claim],
    statements: Iterable[Statement] | None = None,
    documents: Iterable[Document] = (),
    originators: Iterable[Originator] = (),
) -> Dataset:
    """A dataset; without statements every claim gets one assertion of `nis` in `doc`."""
    if statements is None:
        statements = [statement(f"s-{one.id}", one.id) for one in claims]
    papers = {one.id: one for one in (document(), *documents)}
    people = {one.id: one for one in (originator(), *originators)}
    return Dataset(papers, people, tuple(claims), tuple(statements))
