"""Claims, the statements made on them, the documents they stand in, and who is behind them.

All types are frozen and check themselves when they are made, so that a value that exists is a
value that can be shown. Every check raises `ModelError` with the offending value and a remedy.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

from geo.claims import checks
from geo.claims.checks import amount_words, check_filled, check_id
from geo.claims.dates import EdtfDate
from geo.claims.vocabulary import (
    INFORMATION_GRADES,
    SOURCE_GRADES,
    Confidence,
    Kind,
    Modality,
    OriginatorKind,
    Stance,
)
from geo.errors import ModelError
from geo.places.location import Relation


@dataclass(frozen=True, slots=True)
class Figure:
    """A claimed number: bounds (either may be missing), whether "about", and what is counted."""

    low: float | None
    high: float | None
    approximate: bool
    unit: str

    def __post_init__(self) -> None:
        for bound in (self.low, self.high):
            if bound is not None and (not math.isfinite(bound) or bound < 0):
                raise ModelError(f"figure {bound!r} must be zero or more. Mend or empty it.")
        if self.low is None and self.high is None:
            raise ModelError("a figure needs a low or a high bound. Leave it out otherwise.")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ModelError(
                f"figure {self.low:g} to {self.high:g} is upside down. Swap low and high."
            )
        if not self.unit.strip():
            raise ModelError("a figure needs a unit. Say what is counted, e.g. soldiers.")

    def words(self) -> str:
        """The figure for a reader: ``"about 1,500 soldiers"``, ``"3,000 or more soldiers"``."""
        low, high = amount_words(self.low), amount_words(self.high)
        if self.high is None:
            amount = f"{low} or more"
        elif self.low is None:
            amount = f"under {high}"
        else:
            amount = low if low == high else f"{low} to {high}"
        about = "about " if self.approximate else ""
        return f"{about}{amount} {self.unit}"


@dataclass(frozen=True, slots=True)
class Grade:
    """One grade on the Admiralty scale: `source` A to F, `information` 1 to 6.

    F and 6 mean "cannot be judged" and are the honest default.
    """

    source: str = "F"
    information: str = "6"

    def __post_init__(self) -> None:
        if self.source not in SOURCE_GRADES:
            raise ModelError(f"source grade {self.source!r} does not exist. Use A to F.")
        if self.information not in INFORMATION_GRADES:
            raise ModelError(f"information grade {self.information!r} does not exist. Use 1 to 6.")

    def __str__(self) -> str:
        return f"{self.source}{self.information}"

    def words(self) -> str:
        """Both halves in the wording of the scale."""
        return f"{SOURCE_GRADES[self.source]}; {INFORMATION_GRADES[self.information]}"


@dataclass(frozen=True, slots=True)
class Document:
    """A published text.

    `via` is the chain it was built from, nearest to the origin first ("Yonhap", "Reuters").
    `published_basis` says how the date is known: printed, or inferred and from what.
    `sha256` is the hash of the text's bytes, so that whoever holds the text can check locators.
    """

    id: str
    outlet: str
    published: EdtfDate
    published_basis: str
    language: str
    description: str
    via: tuple[str, ...] = ()
    url: str | None = None
    sha256: str | None = None

    def __post_init__(self) -> None:
        check_id("document", self.id)
        check_filled("document", self.id, outlet=self.outlet, published_basis=self.published_basis)
        if self.published.first is None or self.published.last is None:
            raise ModelError(
                f"document {self.id!r}: published {self.published.text!r} is open-ended. "
                "Give the interval in which it must have been published."
            )
        if self.url is not None and not checks.WEB_ADDRESS.fullmatch(self.url):
            raise ModelError(
                f"document {self.id!r}: url {self.url[:80]!r} is not a web address. "
                f"{checks.WEB_ADDRESS_REMEDY}"
            )
        if self.sha256 is not None and not checks.SHA256_FORM.fullmatch(self.sha256):
            raise ModelError(
                f"document {self.id!r}: sha256 {self.sha256[:80]!r} is not a SHA-256 hash. "
                f"{checks.SHA256_REMEDY}"
            )


@dataclass(frozen=True, slots=True)
class Originator:
    """Who is behind a statement. `parent` is the originator it speaks for, if any."""

    id: str
    name: str
    kind: OriginatorKind
    parent: str | None = None
    aliases: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_id("originator", self.id)
        check_filled("originator", self.id, name=self.name)
        if self.parent == self.id:
            raise ModelError(f"originator {self.id!r} is its own parent. Empty its parent.")


@dataclass(frozen=True, slots=True)
class Statement:
    """One voice on one claim in one document.

    `via` names those between the originator and the document's outlet, nearest to the origin
    first. `paragraph` counts from 1; `start` and `end` are the character span in the document's
    text (Unicode code points, end exclusive). `known` is when the voice spoke, where the
    document says so; `retracted` when it took the statement back.
    """

    id: str
    claim: str
    document: str
    originator: str
    stance: Stance
    grade: Grade
    grade_basis: str
    via: tuple[str, ...] = ()
    paragraph: int | None = None
    start: int | None = None
    end: int | None = None
    known: EdtfDate | None = None
    retracted: EdtfDate | None = None
    note: str = ""

    def __post_init__(self) -> None:
        check_id("statement", self.id)
        check_filled("statement", self.id, grade_basis=self.grade_basis)
        if self.paragraph is not None and self.paragraph < 1:
            raise ModelError(
                f"statement {self.id!r}: paragraph {self.paragraph} must be 1 or more."
            )
        if (self.start is None) != (self.end is None):
            raise ModelError(f"statement {self.id!r}: give both ends of the span or neither.")
        if self.start is not None and self.end is not None and not 0 <= self.start < self.end:
            raise ModelError(
                f"statement {self.id!r}: span {self.start}–{self.end} is empty or reversed. "
                "The end must lie after the start."
            )

    def locator(self) -> str:
        """Where in the document: paragraph and character span, as far as they are known."""
        parts = []
        if self.paragraph is not None:
            parts.append(f"paragraph {self.paragraph}")
        if self.start is not None:
            parts.append(f"characters {self.start}–{self.end}")
        return ", ".join(parts) or "place in the document not recorded"


@dataclass(frozen=True, slots=True)
class Override:
    """An analyst's own confidence in place of the derived one; the reason is always kept."""

    confidence: Confidence
    reason: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ModelError("a confidence override needs a reason. Say why in one sentence.")


@dataclass(frozen=True, slots=True)
class Claim:
    """Something alleged.

    `place` is a gazetteer id, `relation` how the wording ties the claim to it, `place_words` the
    wording itself in our own words ("a base near Ussuriysk"). `date_basis` says how the date is
    known and is required where there is a date. `part_of` names the claim that holds the total
    which this one shares, so that one figure is never counted twice. `near_km` widens or narrows
    "near"; `distance_km` and `bearing_deg` belong to "40 km north of", `other_place` to "between".
    """

    id: str
    kind: Kind
    modality: Modality
    summary: str
    place: str | None = None
    relation: Relation = Relation.IN
    place_words: str = ""
    date: EdtfDate | None = None
    date_basis: str = ""
    figure: Figure | None = None
    actor: str = ""
    part_of: str | None = None
    override: Override | None = None
    reviewed: dt.date | None = None
    near_km: float | None = None
    distance_km: float | None = None
    bearing_deg: float | None = None
    other_place: str | None = None

    def __post_init__(self) -> None:
        check_id("claim", self.id)
        check_filled("claim", self.id, summary=self.summary)
        if self.date is not None and not self.date_basis.strip():
            raise ModelError(
                f"claim {self.id!r}: date {self.date.text!r} has no basis. "
                "Say how it is known in date_basis."
            )
        if self.part_of == self.id:
            raise ModelError(f"claim {self.id!r} is part of itself. Empty part_of.")
