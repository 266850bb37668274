"""A statement as its form holds it: who says it, where it stands, and how far both are trusted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from dashboard.forms.ids import propose_id, slug
from dashboard.forms.sources import untouched
from dashboard.forms.values import FormProblem, Reader, Values, items_of, lines_of, number_text
from geo.claims.model import Grade, Statement
from geo.claims.vocabulary import INFORMATION_GRADES, SOURCE_GRADES, Stance
from geo.errors import ModelError

LABELS: Final[dict[str, str]] = {
    "document": "Document",
    "originator": "Who says it",
    "stance": "What they do with it",
    "source": "Source",
    "information": "Information",
    "grade_basis": "Why this grade",
    "via": "Through whom, one a line",
    "paragraph": "Paragraph",
    "start": "From character",
    "end": "To character",
    "known": "Said on",
    "retracted": "Taken back on",
    "note": "Note",
    "id": "Id",
}

NEW: Final = "new:"
"""How the key of a document or originator begins that is only in the form yet."""

_FIELDS: Final = {
    "document": "document", "originator": "originator", "stance": "stance", "source": "grade",
    "information": "grade", "grade_basis": "grade_basis", "via": "via", "paragraph": "paragraph",
    "start": "start", "end": "end", "known": "known", "retracted": "retracted", "note": "note",
}  # fmt: skip


def empty_statement() -> Values:
    """A form for a new statement; the grade says that nothing was judged yet."""
    empty = dict.fromkeys(LABELS, "")
    return empty | {"stance": Stance.ASSERTS.value, "source": "F", "information": "6"}


def statement_values(one: Statement) -> Values:
    """A statement as its form shows it."""
    return {
        "id": one.id,
        "document": one.document,
        "originator": one.originator,
        "stance": one.stance.value,
        "source": one.grade.source,
        "information": one.grade.information,
        "grade_basis": one.grade_basis,
        "via": lines_of(one.via),
        "paragraph": number_text(one.paragraph),
        "start": number_text(one.start),
        "end": number_text(one.end),
        "known": one.known.text if one.known else "",
        "retracted": one.retracted.text if one.retracted else "",
        "note": one.note,
    }


def read_statement(
    values: Mapping[str, str],
    base: Statement | None,
    claim: str,
    keys: Mapping[str, Mapping[str, str]],
    taken: Callable[[str], bool],
    sheet: str = "statement",
) -> tuple[Statement | None, list[FormProblem]]:
    """The statement of a form on `claim`, or every reason why there is none.

    `keys` maps, for each of the fields document and originator, what can stand in it (ids, and
    keys of new ones) to ids.
    """
    reader = Reader(sheet, values, LABELS)
    originator = _reference(reader, "originator", keys["originator"], "Choose who is behind it.")
    document = _reference(
        reader, "document", keys["document"], "Choose the text in which it stands."
    )
    stance = reader.word("stance", Stance, "Asserts, denies or cannot confirm.")
    source, information = reader.text("source"), reader.text("information")
    if source not in SOURCE_GRADES:
        reader.refuse("source", "is missing.", "Choose A to F; F if it cannot be judged.")
    if information not in INFORMATION_GRADES:
        reader.refuse("information", "is missing.", "Choose 1 to 6; 6 if it cannot be judged.")
    basis = reader.filled("grade_basis", "One sentence, also for F6.")
    paragraph = reader.whole("paragraph", 1)
    start, end = reader.whole("start", 0), reader.whole("end", 0)
    if not _named(reader, "start", "end") and (start is None) != (end is None):
        field = "start" if start is None else "end"
        reader.refuse(field, "is missing.", "Give both ends of the span or neither.")
    elif start is not None and end is not None and end <= start:
        remedy = "It must lie after the first."
        reader.refuse("end", "ends before it begins.", remedy, value=f"{start}–{end}")
    known, retracted = reader.date("known"), reader.date("retracted")
    if base is None:
        words = f"{claim[:40].strip('-')} {slug(originator, 24)}"
        key = reader.id(propose_id(words, taken, "statement"), taken)
    else:
        key = base.id
    if reader.problems or stance is None:
        return None, reader.problems
    try:
        made = Statement(
            key, claim, document, originator, stance, Grade(source, information), basis,
            items_of(values.get("via", "")), paragraph, start, end, known, retracted,
            reader.text("note"),
        )  # fmt: skip
    except ModelError as error:
        reader.model(str(error))
        return None, reader.problems
    if base is not None:
        made = replace(made, **untouched(values, statement_values(base), base, _FIELDS))
    return made, []


def _named(reader: Reader, *fields: str) -> bool:
    """Whether one of some fields has a problem already."""
    return any(one.field in fields for one in reader.problems)


def _reference(reader: Reader, field: str, keys: Mapping[str, str], remedy: str) -> str:
    key = reader.text(field)
    if not key:
        reader.refuse(field, "is missing.", remedy)
    elif key not in keys:
        # A new one that cannot be read yet is told of by its own form.
        if not key.startswith(NEW):
            reader.refuse(field, "is not there any more.", "Choose another.", value=key)
        return key.removeprefix(NEW)
    return keys.get(key, "")
