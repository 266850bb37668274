"""Documents and originators as forms hold them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from dashboard.forms.ids import propose_id
from dashboard.forms.values import FormProblem, Reader, Values, items_of, lines_of
from geo.claims.checks import SHA256_FORM, SHA256_REMEDY, WEB_ADDRESS, WEB_ADDRESS_REMEDY
from geo.claims.dataset import parent_problem
from geo.claims.model import Document, Originator
from geo.claims.vocabulary import OriginatorKind
from geo.errors import ModelError

DOCUMENT_LABELS: Final[dict[str, str]] = {
    "outlet": "Outlet",
    "published": "Published",
    "published_basis": "How the date is known",
    "language": "Language",
    "description": "What it is about",
    "via": "Built from, one a line",
    "url": "Web address",
    "sha256": "SHA-256 of its text",
    "id": "Id",
}

ORIGINATOR_LABELS: Final[dict[str, str]] = {
    "name": "Name",
    "kind": "What it is",
    "parent": "Speaks for",
    "aliases": "Other names, one a line",
    "id": "Id",
}

ORIGINATOR_KINDS: Final[dict[OriginatorKind, str]] = {
    OriginatorKind.STATE: "state",
    OriginatorKind.AGENCY: "agency or service",
    OriginatorKind.OFFICE: "office or ministry",
    OriginatorKind.UNIT: "military unit",
    OriginatorKind.PERSON: "person",
    OriginatorKind.ANALYST: "analyst",
    OriginatorKind.WITNESS: "witness",
    OriginatorKind.MEDIA: "news medium",
    OriginatorKind.ALLIANCE: "alliance",
    OriginatorKind.GROUP: "group",
    OriginatorKind.UNNAMED: "unnamed source",
}


def empty_document(outlet: str = "") -> Values:
    """A form for a new document."""
    return dict.fromkeys(DOCUMENT_LABELS, "") | {"outlet": outlet}


def document_values(one: Document) -> Values:
    """A document as its form shows it."""
    return {
        "id": one.id,
        "outlet": one.outlet,
        "published": one.published.text,
        "published_basis": one.published_basis,
        "language": one.language,
        "description": one.description,
        "via": lines_of(one.via),
        "url": one.url or "",
        "sha256": one.sha256 or "",
    }


def read_document(
    values: Mapping[str, str],
    base: Document | None,
    taken: Callable[[str], bool],
    sheet: str = "document",
) -> tuple[Document | None, list[FormProblem]]:
    """The document of a form, or every reason why there is none. `base` is what it edits."""
    reader = Reader(sheet, values, DOCUMENT_LABELS)
    outlet = reader.filled("outlet", "Say who published it.")
    if not reader.text("published"):
        reader.refuse("published", "is missing.", "Give the day, or the interval it must lie in.")
    published = reader.date("published")
    if published is not None and (published.first is None or published.last is None):
        reader.refuse(
            "published",
            "is open-ended.",
            "Give the interval in which it must have been published.",
            value=published.text,
        )
    basis = reader.filled("published_basis", "Printed in the text, or inferred, and from what.")
    url, digest = reader.text("url"), reader.text("sha256").lower()
    if url and not WEB_ADDRESS.fullmatch(url):
        reader.refuse("url", "is no web address.", WEB_ADDRESS_REMEDY, value=url)
    if digest and not SHA256_FORM.fullmatch(digest):
        reader.refuse("sha256", "is not a SHA-256 hash.", SHA256_REMEDY, value=digest)
    if base is None:
        year = published.text[:7].strip("~?%/.") if published else ""
        key = reader.id(propose_id(f"{outlet} {year}", taken, "document"), taken)
    else:
        key = base.id
    if reader.problems or published is None:
        return None, reader.problems
    try:
        made = Document(
            key, outlet, published, basis, reader.text("language"), reader.text("description"),
            items_of(values.get("via", "")), url or None, digest or None,
        )  # fmt: skip
    except ModelError as error:
        reader.model(str(error))
        return None, reader.problems
    if base is not None:
        made = replace(made, **untouched(values, document_values(base), base))
    return made, []


def empty_originator(name: str = "") -> Values:
    """A form for a new originator."""
    return dict.fromkeys(ORIGINATOR_LABELS, "") | {"name": name}


def originator_values(one: Originator) -> Values:
    """An originator as its form shows it."""
    return {
        "id": one.id,
        "name": one.name,
        "kind": one.kind.value,
        "parent": one.parent or "",
        "aliases": lines_of(one.aliases),
    }


def read_originator(
    values: Mapping[str, str],
    base: Originator | None,
    known: Mapping[str, Originator],
    taken: Callable[[str], bool],
    sheet: str = "originator",
) -> tuple[Originator | None, list[FormProblem]]:
    """The originator of a form, or every reason why there is none. `known` are all others."""
    reader = Reader(sheet, values, ORIGINATOR_LABELS)
    name = reader.filled("name", "Say who it is.")
    kind = reader.word("kind", OriginatorKind, "Choose what it is.")
    parent = reader.text("parent") or None
    key = reader.id(propose_id(name, taken, "originator"), taken) if base is None else base.id
    if parent is not None and parent == key:
        reader.refuse("parent", "is itself.", "Empty it.", value=parent)
    elif parent is not None and parent not in known:
        reader.refuse("parent", "is not there any more.", "Choose another.", value=parent)
    if reader.problems or kind is None:
        return None, reader.problems
    try:
        made = Originator(key, name, kind, parent, items_of(values.get("aliases", "")))
    except ModelError as error:
        reader.model(str(error))
        return None, reader.problems
    if parent_problem(made, {**known, key: made}):
        reader.refuse(
            "parent", "speaks for it already, in a circle.", "Choose another.", value=parent or ""
        )
        return None, reader.problems
    if base is not None:
        made = replace(made, **untouched(values, originator_values(base), base))
    return made, []


def untouched(
    values: Mapping[str, str],
    before: Mapping[str, str],
    base: object,
    fields: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Fields of `base` that the form did not touch, exactly as they were.

    What a form cannot hold as it is (a line break inside a name, a blank at its end) so stays
    when somebody edits the field beside it. `fields` maps form fields to those of the record.
    """
    names = fields or {one: one for one in before if one != "id"}
    kept: dict[str, set[bool]] = {}
    for form, field in names.items():
        kept.setdefault(field, set()).add(values.get(form, "") == before[form])
    return {field: getattr(base, field) for field, same in kept.items() if same == {True}}
