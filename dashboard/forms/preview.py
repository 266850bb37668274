"""The card of a claim as readers will see it, out of a draft that may still lack half of it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from dashboard.forms.claim import LABELS, read_claim
from dashboard.forms.draft import REMOVED, Draft, Sheet
from dashboard.forms.reading import Known, Reading
from dashboard.forms.values import YES, Values
from geo.claims.card import ClaimCard, make_card
from geo.claims.dataset import Dataset
from geo.claims.dates import EdtfDate, read_date
from geo.claims.grading import Voice, assess
from geo.claims.model import Claim, Document, Grade, Originator, Statement
from geo.claims.origins import Step, origins
from geo.claims.placing import Placer
from geo.claims.vocabulary import (
    INFORMATION_GRADES,
    SOURCE_GRADES,
    Kind,
    Modality,
    OriginatorKind,
    Stance,
)
from geo.errors import ClaimAtlasError, DateError
from geo.places.location import Location

NO_SUMMARY: Final = "What is claimed stands here."
_MISSING: Final = "not said yet"
_PARTS: Final = (
    ("date", "date_basis"),
    ("figure_low", "figure_high", "figure_about", "figure_unit"),
    ("confidence", "override_reason"),
    ("place", "relation", "near_km", "distance_km", "bearing_deg", "other_place", "place_typed"),
    ("part_of",),
    ("id",),
)
"""Fields that are left out together while one of them has a problem."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A card and where it would stand; `unplaced` says why there is no spot on the map."""

    card: ClaimCard
    location: Location | None
    origins: tuple[Step, ...]
    unplaced: str = ""


def preview(draft: Draft, reading: Reading, known: Known, placer: Placer | None) -> Preview:
    """The card of a draft's claim. Without a `placer` it is shown without its place."""
    assert draft.claim is not None  # noqa: S101  # only claims have cards
    claim = reading.claim or _passable(draft.claim, known)
    documents = dict(known.documents)
    documents |= {one.id: one for one in reading.documents.values()}
    originators = dict(known.originators)
    originators |= {one.id: one for one in reading.originators.values()}
    statements = []
    for number, sheet in enumerate(draft.statements):
        if sheet.values.get(REMOVED) == YES:
            continue
        made = reading.statements.get(number)
        passable = made is None or made.document not in documents
        if made is None or passable or made.originator not in originators:
            made = _passable_statement(number, sheet, draft, documents, originators)
        if made is not None:
            statements.append(replace(made, claim=claim.id))
    location, unplaced = None, ""
    if placer is not None and claim.place:
        try:
            location = placer.location(claim)
        except ClaimAtlasError as error:
            unplaced = str(error)
    dataset = Dataset(
        {one.document: documents[one.document] for one in statements},
        _with_parents(statements, originators),
        (replace(claim, part_of=None),),
        tuple(statements),
    )
    base = draft.claim.base
    voices = [
        Voice(dataset.root(one.originator).name, one.stance, one.grade)
        for one in statements
        if one.retracted is None
    ]
    card = make_card(
        0,
        claim,
        tuple(statements),
        assess(tuple(voices), claim.override, base.unread if base else 0),
        location,
        dataset,
        None,
    )
    return Preview(card, location, origins(tuple(statements), dataset), unplaced)


def _passable(sheet: Sheet, known: Known) -> Claim:
    """The claim with what can be shown of it."""
    values = {one: sheet.values.get(one, "") for one in sheet.values}
    values["summary"] = values["summary"].strip() or NO_SUMMARY
    values["kind"] = values.get("kind") or Kind.OTHER.value
    values["modality"] = values.get("modality") or Modality.HAPPENED.value
    today = read_date("2000-01-01").first
    assert today is not None  # noqa: S101  # a plain day
    # Twice: what is left out may be what another field leaned on.
    for _ in range(2):
        claim, problems = read_claim(values, None, lambda _: False, known.claims, today)
        if claim is not None:
            return claim
        _leave_out(values, {one.field for one in problems})
    plain: Values = dict.fromkeys(LABELS, "")
    plain |= {"summary": values["summary"], "kind": "other", "modality": "happened"}
    claim, _ = read_claim(plain | {"relation": "in"}, None, lambda _: False, (), today)
    assert claim is not None  # noqa: S101  # nothing in it can be wrong
    return claim


def _leave_out(values: Values, wrong: set[str]) -> None:
    if "date_basis" in wrong and "date" not in wrong:
        values["date_basis"] = _MISSING
        wrong = wrong - {"date_basis"}
    if "override_reason" in wrong and "confidence" not in wrong:
        values["override_reason"] = _MISSING
        wrong = wrong - {"override_reason"}
    for part in _PARTS:
        if wrong & set(part):
            values.update(dict.fromkeys(part, ""))
            if "relation" in part:
                values["relation"] = "in"


def _passable_statement(
    number: int,
    sheet: Sheet,
    draft: Draft,
    documents: dict[str, Document],
    originators: dict[str, Originator],
) -> Statement | None:
    """A statement with what can be shown of it; ``None`` while nobody says it."""
    values = sheet.values
    said_by, stands_in = values.get("originator", ""), values.get("document", "")
    if said_by not in originators:
        new = draft.originators.get(said_by)
        name = new.values.get("name", "").strip() if new else ""
        if not name:
            return None
        said_by = f"preview-originator-{number}"
        originators[said_by] = Originator(said_by, name, OriginatorKind.PERSON)
    if stands_in not in documents:
        fresh = draft.documents.get(stands_in)
        found = fresh.values if fresh else {}
        stands_in = f"preview-document-{number}"
        documents[stands_in] = _passable_document(stands_in, found)
    source, information = values.get("source", ""), values.get("information", "")
    grade = Grade(
        source if source in SOURCE_GRADES else "F",
        information if information in INFORMATION_GRADES else "6",
    )
    stance = values.get("stance", "")
    return Statement(
        f"preview-statement-{number}",
        "claim",
        stands_in,
        said_by,
        Stance(stance) if stance in set(Stance) else Stance.ASSERTS,
        grade,
        values.get("grade_basis", "").strip() or _MISSING,
        note=values.get("note", "").strip(),
    )


def _passable_document(key: str, values: Mapping[str, str]) -> Document:
    published = read_date("2000-01-01")
    known = False
    with suppress(DateError):
        typed = read_date(values.get("published", "").strip())
        if typed.first is not None and typed.last is not None:
            published, known = typed, True
    outlet = values.get("outlet", "").strip() or "a document not chosen yet"
    basis = values.get("published_basis", "").strip() or _MISSING
    made = Document(key, outlet, published, basis, "", "")
    return made if known else replace(made, published=_Undated)


class _Unsaid(EdtfDate):
    """Stands for a publication date that nobody gave yet."""

    __slots__ = ()

    def words(self) -> str:
        return "date not given yet"


_Undated: Final = _Unsaid("2000-01-01", *2 * (read_date("2000-01-01").first,))


def _with_parents(
    statements: list[Statement], originators: Mapping[str, Originator]
) -> dict[str, Originator]:
    found: dict[str, Originator] = {}
    for one in statements:
        step: str | None = one.originator
        while step is not None and step in originators and step not in found:
            found[step] = originators[step]
            step = originators[step].parent
    # A parent that is not there yet is left out.
    return {
        key: one if one.parent is None or one.parent in found else replace(one, parent=None)
        for key, one in found.items()
    }
