"""Documents, originators, places, claims and statements out of the fields of a full record.

The way back from `geo.exchange.whole` and `geo.exchange.records`. Each function returns the thing,
or ``None`` after it has noted on the values every reason why there is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, TypeVar

from geo.claims.model import Claim, Document, Figure, Grade, Originator, Override, Statement
from geo.claims.vocabulary import Confidence, Kind, Modality, OriginatorKind, Stance
from geo.errors import ModelError, UnknownAreaError
from geo.exchange.values import Values
from geo.places.location import Relation
from geo.places.outlines import outline
from geo.places.place import Level, Name, Place
from geo.places.regions import Regions

_T = TypeVar("_T")

_PLACE_ID: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
_MAX_RADIUS_KM: Final = 10_000.0
_AS_EXPORTED: Final = "Restore the entry as it was exported."


def claim(values: Values) -> Claim | None:
    """The claim of a full record, without its statements."""
    before = len(values.problems)
    kind, modality = values.word("kind", Kind), values.word("modality", Modality)
    relation = values.word("relation", Relation, Relation.IN)
    when = values.date("date")
    figure, override = _figure(values), _override(values)
    reviewed = values.day("reviewed")
    near_km, distance_km, bearing_deg = (
        values.number_of(name) for name in ("near_km", "distance_km", "bearing_deg")
    )
    fields = (
        values.text("id"), values.needed("summary", "one sentence in your own words"),
        values.text("place_id") or None, values.text("place_words"), values.text("date_basis"),
        values.text("actor"), values.text("part_of") or None, values.text("other_place") or None,
    )  # fmt: skip
    if len(values.problems) > before or kind is None or modality is None or relation is None:
        return None
    key, summary, place, place_words, date_basis, actor, part_of, other_place = fields
    return _made(
        values,
        lambda: Claim(
            key, kind, modality, summary, place, relation, place_words, when, date_basis, figure,
            actor, part_of, override, reviewed, near_km, distance_km, bearing_deg, other_place,
        ),
    )  # fmt: skip


def statement(values: Values, claim: str, originator: str) -> Statement | None:
    """One item of `statements`; whether its document exists is the caller's to check."""
    before = len(values.problems)
    stance = values.word("stance", Stance)
    grade = values.text("grade")
    if not re.fullmatch("[A-F][1-6]", grade):
        values.refuse("grade", "is not a grade.", "Write A to F and 1 to 6, such as B2.")
    paragraph, start, end = (values.whole(name) for name in ("paragraph", "start", "end"))
    known, retracted = values.date("known"), values.date("retracted")
    key, document = values.text("id"), values.text("document")
    basis = values.needed("grade_basis", "why this grade")
    via, note = values.texts("via"), values.text("note")
    if len(values.problems) > before or stance is None:
        return None
    return _made(
        values,
        lambda: Statement(
            key, claim, document, originator, stance, Grade(*grade), basis, via, paragraph, start,
            end, known, retracted, note,
        ),
    )  # fmt: skip


def document(values: Values) -> Document | None:
    """A whole document."""
    before = len(values.problems)
    values.needed("published", "the date, or the interval it must lie in")
    published = values.date("published")
    texts = [
        values.text(name) for name in ("id", "outlet", "published_basis", "language", "description")
    ]
    via, url, sha256 = values.texts("via"), values.text("url"), values.text("sha256")
    if len(values.problems) > before or published is None:
        return None
    key, outlet, basis, language, description = texts
    return _made(
        values,
        lambda: Document(
            key, outlet, published, basis, language, description, via, url or None, sha256 or None
        ),
    )


def originator(values: Values) -> Originator | None:
    """A whole originator; whether its parent exists is the caller's to check."""
    before = len(values.problems)
    kind, aliases = values.word("kind", OriginatorKind), values.texts("aliases")
    key, name, parent = (values.text(key) for key in ("id", "name", "parent"))
    if len(values.problems) > before or kind is None:
        return None
    return _made(values, lambda: Originator(key, name, kind, parent or None, aliases))


def place(values: Values, regions: Regions) -> Place | None:
    """A whole entry of a gazetteer, whose area must be one that can be drawn."""
    before = len(values.problems)
    level = values.word("level", Level)
    key, name = values.text("id"), values.needed("name", "a name")
    if not _PLACE_ID.fullmatch(key):
        values.refuse("id", "is not an id of a place.", "Use letters a to z, digits and hyphens.")
    lon, lat = _within(values, "lon", -180, 180), _within(values, "lat", -90, 90)
    radius_km = _within(values, "radius_km", 0, _MAX_RADIUS_KM)
    if radius_km == 0:
        values.refuse("radius_km", "is zero.", "No place is a point: give its radius in km.")
    geonames_id = values.whole("geonames_id")
    country, admin1, area, dispute, source, reviewed = (
        values.text(key) for key in ("country", "admin1", "area", "dispute", "source", "reviewed")
    )
    if area:
        try:
            # An outline of its own is looked at and let go of: a file may bring 100,000.
            outline(area.removeprefix("wkt:")) if area.startswith("wkt:") else regions.area(area)
        except UnknownAreaError as error:
            values.refuse("area", "cannot be drawn:", str(error))
    names = _names(values)
    if len(values.problems) > before or level is None:
        return None
    if lon is None or lat is None or radius_km is None:
        return None
    return _made(
        values,
        lambda: Place(
            key, name, level, country, admin1, lon, lat, radius_km, area, names, geonames_id,
            dispute, source, reviewed,
        ),
    )  # fmt: skip


def _made(values: Values, make: Callable[[], _T]) -> _T | None:
    """What `make` makes, unless a rule of the model is broken."""
    try:
        return make()
    except ModelError as error:
        values.refuse(None, "breaks a rule:", str(error))
        return None


def _figure(values: Values) -> Figure | None:
    low, high = values.number_of("figure_low"), values.number_of("figure_high")
    approximate, unit = values.yes("figure_approx"), values.text("figure_unit")
    if low is None and high is None:
        return None
    try:
        return Figure(low, high, approximate, unit)
    except ModelError as error:
        values.refuse("figure_low" if low is not None else "figure_high", "is refused:", str(error))
        return None


def _override(values: Values) -> Override | None:
    if not values.text("confidence_override"):
        return None
    level = values.word("confidence_override", Confidence)
    if level is None:
        return None
    try:
        return Override(level, values.text("override_reason"))
    except ModelError as error:
        values.refuse("override_reason", "is refused:", str(error))
        return None


def _within(values: Values, name: str, low: float, high: float) -> float | None:
    number = values.number_of(name)
    if number is None:
        if not values.text(name):
            values.refuse(name, "is empty.", _AS_EXPORTED)
        return None
    if not low <= number <= high:
        values.refuse(name, f"is outside {low:g} to {high:g}.", _AS_EXPORTED)
        return None
    return number


def _names(values: Values) -> tuple[Name, ...]:
    names = []
    for item in values.listed("names"):
        if not _is_name(item):
            values.refuse("names", "is not a list of language, script and text.", _AS_EXPORTED)
            return ()
        language, script, text = item
        names.append(Name(text, language, script))
    return tuple(names)


def _is_name(item: Any) -> bool:
    return (
        isinstance(item, list | tuple)
        and len(item) == 3
        and all(type(part) is str and "\0" not in part for part in item)
    )
