"""One claim as a reader sees it: plain strings, ready for the card, the popup and the footnote."""

from __future__ import annotations

from dataclasses import dataclass

from geo.claims.dataset import Dataset
from geo.claims.grading import Assessment
from geo.claims.model import Claim, Statement
from geo.claims.vocabulary import Confidence, Kind, Modality, Stance, Status, label
from geo.places.location import Location, Relation, Shape

NO_PLACE = "no place given"
NO_DATE = "no date given"


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One statement, with the document it stands in."""

    id: str
    originator: str
    speaks_for: str
    via: tuple[str, ...]
    stance: Stance
    stance_label: str
    grade: str
    grade_label: str
    grade_basis: str
    outlet: str
    published: str
    published_basis: str
    document: str
    locator: str
    known: str
    retracted: str
    url: str | None
    note: str

    def chain(self) -> str:
        """Originator and those between it and the outlet: ``"NIS, via Yonhap, Reuters"``."""
        through = f", via {', '.join(self.via)}" if self.via else ""
        return f"{self.originator}{through}"


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """Everything a reader is shown of one claim. `row` is its position in the table."""

    row: int
    id: str
    summary: str
    kind: Kind
    kind_label: str
    modality: Modality
    modality_label: str
    status: Status
    status_label: str
    place_id: str | None
    place: str | None
    where: str
    shape: Shape
    when: str
    when_basis: str
    date: str
    figure: str
    figure_note: str
    actor: str
    confidence: Confidence
    confidence_label: str
    confidence_reasons: tuple[str, ...]
    asserting: int
    denying: int
    doubting: int
    missing: int
    statements: tuple[StatementLine, ...]

    def says(self) -> str:
        """Who stands where, counted as independent origins: ``"2 assert · 1 denies"``."""
        counts = (
            (self.asserting, "asserts", "assert"),
            (self.denying, "denies", "deny"),
            (self.doubting, "cannot confirm", "cannot confirm"),
            (self.missing, "unreadable", "unreadable"),
        )
        said = [f"{n} {one if n == 1 else many}" for n, one, many in counts if n]
        return " · ".join(said) or "no statement stands"


def make_card(
    row: int,
    claim: Claim,
    statements: tuple[Statement, ...],
    assessment: Assessment,
    location: Location | None,
    dataset: Dataset,
    total: Claim | None,
) -> ClaimCard:
    """Gather one claim's card. `total` is the claim whose figure it shares, if any."""
    place = location.place if location else None
    return ClaimCard(
        row=row,
        id=claim.id,
        summary=claim.summary,
        kind=claim.kind,
        kind_label=label(claim.kind),
        modality=claim.modality,
        modality_label=label(claim.modality),
        status=assessment.status,
        status_label=label(assessment.status),
        place_id=place.id if place else None,
        place=place.name if place else None,
        where=where_words(claim, location),
        shape=location.shape if location else Shape.NONE,
        when=claim.date.words() if claim.date else NO_DATE,
        when_basis=claim.date_basis,
        date=claim.date.text if claim.date else "",
        figure=claim.figure.words() if claim.figure else "",
        figure_note=_shared_figure(total),
        actor=claim.actor,
        confidence=assessment.confidence,
        confidence_label=label(assessment.confidence),
        confidence_reasons=assessment.reasons,
        asserting=len(assessment.asserting),
        denying=len(assessment.denying),
        doubting=len(assessment.doubting),
        missing=assessment.missing,
        statements=tuple(_line(one, dataset) for one in statements),
    )


def where_words(claim: Claim, location: Location | None) -> str:
    """Where, in the claim's wording, with what is drawn for it and how exact that is."""
    if location is None:
        return claim.place_words or NO_PLACE
    wording = claim.place_words or location.place.name
    radius_km = location.radius_m / 1000
    if location.shape is Shape.POINT:
        drawn = f"{location.place.name}, within {radius_km:.0f} km of its centre"
    elif location.shape is Shape.RING:
        drawn = f"within about {radius_km:.0f} km of {location.place.name}"
    elif location.shape is Shape.COUNTRY:
        drawn = f"{location.place.name} as a whole, nothing more exact"
    elif location.relation is Relation.OFF_COAST:
        drawn = f"the shaded water off {location.place.name}"
    elif location.relation in (Relation.BETWEEN, Relation.KM_DIRECTION):
        drawn = f"the shaded area, measured from {location.place.name}"
    else:
        drawn = f"anywhere in the shaded area, {location.place.name}"
    return f"{wording} ({drawn})" if claim.place_words else drawn


def _shared_figure(total: Claim | None) -> str:
    if total is None or total.figure is None:
        return ""
    return f"part of {total.figure.words()} in all; that total is a claim of its own"


def _line(one: Statement, dataset: Dataset) -> StatementLine:
    document = dataset.documents[one.document]
    originator = dataset.originators[one.originator]
    root = dataset.root(one.originator)
    return StatementLine(
        id=one.id,
        originator=originator.name,
        speaks_for=root.name if root.id != originator.id else "",
        via=one.via,
        stance=one.stance,
        stance_label=label(one.stance),
        grade=str(one.grade),
        grade_label=one.grade.words(),
        grade_basis=one.grade_basis,
        outlet=document.outlet,
        published=document.published.words(),
        published_basis=document.published_basis,
        document=document.id,
        locator=one.locator(),
        known=one.known.words() if one.known else "",
        retracted=one.retracted.words() if one.retracted else "",
        url=document.url,
        note=one.note,
    )
