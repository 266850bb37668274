"""The rules of the model for whole columns of records at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeVar

from geo.claims.checks import ID_FORM
from geo.claims.columns import Records
from geo.claims.model import Claim, Statement
from geo.errors import ModelError

_One = TypeVar("_One")


def check(records: Records[_One]) -> None:
    """Raise the `ModelError` of the first record that its type would refuse.

    Whole columns are looked at by the rules of the type. Where one does not hold, each record is
    made, which says exactly what is wrong; a value of a kind that no field takes is refused too.
    """
    try:
        if _right_kinds(records) and all(rule(records) for rule in _RULES[records.kind]):
            return
        for _ in records:
            pass
    except (TypeError, AttributeError):
        pass  # a text where a number belongs, or nothing where something must be
    raise ModelError(f"a {records.kind.__name__.lower()} holds a value of a wrong kind.")


_TEXT: Final = frozenset({str})
_TEXT_OR_NONE: Final = _TEXT | {type(None)}
_WHOLE: Final = frozenset({int, type(None)})
_REAL: Final = _WHOLE | {float}

_KINDS: Final[dict[type[Any], dict[str, frozenset[type]]]] = {
    Claim: {
        **dict.fromkeys(("summary", "place_words", "date_basis", "actor"), _TEXT),
        **dict.fromkeys(("place", "part_of", "other_place"), _TEXT_OR_NONE),
        **dict.fromkeys(("near_km", "distance_km", "bearing_deg"), _REAL),
    },
    Statement: {
        **dict.fromkeys(("claim", "document", "originator", "grade_basis", "note"), _TEXT),
        **dict.fromkeys(("paragraph", "start", "end"), _WHOLE),
    },
}
"""Fields that hold what a database gave; a database that is SQLite gives anything."""


def _right_kinds(records: Records[Any]) -> bool:
    kinds = _KINDS[records.kind].items()
    return all(kind.issuperset(map(type, records.column(name))) for name, kind in kinds)


def _ids_have_the_form(records: Records[Any]) -> bool:
    return all(map(ID_FORM.fullmatch, records.column("id")))


def _filled(name: str) -> Callable[[Records[Any]], bool]:
    return lambda records: all(map(str.strip, records.column(name)))


def _dates_have_a_basis(claims: Records[Claim]) -> bool:
    dated = zip(claims.column("date"), claims.column("date_basis"), strict=True)
    return all(basis.strip() for date, basis in dated if date is not None)


def _not_part_of_itself(claims: Records[Claim]) -> bool:
    return not any(map(str.__eq__, claims.column("id"), _or_empty(claims.column("part_of"))))


def _or_empty(values: Iterable[str | None]) -> Iterator[str]:
    return (value or "" for value in values)


def _paragraphs_count_from_one(statements: Records[Statement]) -> bool:
    return all(one >= 1 for one in statements.column("paragraph") if one is not None)


def _spans_are_spans(statements: Records[Statement]) -> bool:
    spans = zip(statements.column("start"), statements.column("end"), strict=True)
    given = [(start, end) for start, end in spans if start is not None or end is not None]
    return all(None not in span and 0 <= span[0] < span[1] for span in given)


_RULES: Final[dict[type[Any], tuple[Callable[[Records[Any]], bool], ...]]] = {
    Claim: (
        _ids_have_the_form,
        _filled("summary"),
        _dates_have_a_basis,
        _not_part_of_itself,
    ),
    Statement: (
        _ids_have_the_form,
        _filled("grade_basis"),
        _paragraphs_count_from_one,
        _spans_are_spans,
    ),
}
"""What `__post_init__` of each type asks for; tests hold the two together."""
