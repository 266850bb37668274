"""A small store for tests: two documents, three originators, three claims, four statements.

And a place of its own.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from geo.claims.dataset import Dataset
from geo.claims.dates import read_date
from geo.claims.model import Claim, Document, Figure, Grade, Originator, Statement
from geo.claims.vocabulary import Kind, Modality, OriginatorKind, Stance
from geo.errors import Problem
from geo.places.place import Level, Name, Place
from geo.store.contents import current
from geo.store.engine import Store
from geo.store.fill import seed
from geo.store.opening import create_store
from geo.store.records import By, Record, kind_of
from geo.store.server_opening import create_on_server

BY = By("Ada", "to try it")


def document(id: str = "d1", **fields: Any) -> Document:
    values: dict[str, Any] = {
        "outlet": "Outlet",
        "published": read_date("2024-10-18"),
        "published_basis": "printed",
        "language": "en",
        "description": "",
    }
    return Document(id, **(values | fields))


def originator(id: str = "o1", **fields: Any) -> Originator:
    values: dict[str, Any] = {"name": id.upper(), "kind": OriginatorKind.AGENCY}
    return Originator(id, **(values | fields))


def claim(id: str = "c1", **fields: Any) -> Claim:
    values: dict[str, Any] = {
        "kind": Kind.DEPLOYMENT,
        "modality": Modality.HAPPENED,
        "summary": f"Summary of {id}.",
    }
    return Claim(id, **(values | fields))


def statement(id: str = "s1", claim: str = "c1", **fields: Any) -> Statement:
    values: dict[str, Any] = {
        "document": "d1",
        "originator": "o1",
        "stance": Stance.ASSERTS,
        "grade": Grade("B", "2"),
        "grade_basis": "for a test",
    }
    return Statement(id, claim, **(values | fields))


def place(id: str = "camp", **fields: Any) -> Place:
    values: dict[str, Any] = {
        "name": "The camp",
        "level": Level.BASE,
        "country": "RU",
        "admin1": "RU.59",
        "lon": 131.95,
        "lat": 43.8,
        "radius_km": 3.0,
        "area": "",
        "names": (Name("The camp", "en", "Latn"), Name("Лагерь", "ru", "Cyrl")),
        "geonames_id": None,
        "dispute": "",
        "source": "made for a test",
        "reviewed": "2026-11-22",
    }
    return Place(id, **(values | fields))


def dataset() -> Dataset:
    """`c3` shares the figure of `c1`; `c2` has a statement that could not be read."""
    people = [originator("o1"), originator("o2", parent="o1"), originator("o3", aliases=("x", "y"))]
    papers = [document("d1", via=("Wire", "Agency")), document("d2", url="https://example.org/a")]
    total = claim("c1", figure=Figure(1500.0, 1500.0, True, "soldiers"), date_basis="printed")
    claims = (
        replace(total, date=read_date("2024-10~")),
        claim("c2", place="ussuriysk"),
        claim("c3", part_of="c1"),
    )
    statements = (
        statement("s1", "c1"),
        statement("s2", "c1", originator="o2", stance=Stance.DENIES, via=("Wire",)),
        statement("s3", "c2", document="d2", paragraph=2, start=0, end=9),
        statement("s4", "c3", known=read_date("2024-10-13"), note="Їжак, 국정원"),
    )
    return Dataset(
        {one.id: one for one in papers},
        {one.id: one for one in people},
        claims,
        statements,
        {"c2": 1},
        places={"camp": place()},
    )


PROBLEMS = (
    Problem("statements.csv", 6, "stance", "denys", "is not in the vocabulary.", "Use one of it."),
    Problem("documents.csv", None, None, "", "The file is odd.", "Mend it."),
)


def make_store(folder: Path, name: str = "claims.db") -> Store:
    return create_store(folder / name, lambda store: seed(store, dataset(), PROBLEMS))


def make_store_on_server(address: str) -> Store:
    return create_on_server(address, lambda store: seed(store, dataset(), PROBLEMS))


def version(store: Store, record: Record) -> int:
    """The number of the change that made the newest version of a record."""
    return current(store, kind_of(record), record.id).change
