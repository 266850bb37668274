"""The history told: changes and what they did as items of the chronicle, ids turned into names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import groupby
from typing import Final

from dashboard.components.chronicle import Act, FieldLine, Group, Item, Part
from dashboard.history_fields import Names, name_of, references, rows_of, title_of
from geo.claims.dates import day_words
from geo.claims.model import Statement
from geo.errors import DataFileError, UnknownPlaceError
from geo.places.gazetteer import Gazetteer
from geo.store.browse import Made, RecordKey, Step, records
from geo.store.engine import Store
from geo.store.history import Difference
from geo.store.records import Change, ChangeKind, RecordKind, Version

CHANGE_WORDS: Final[dict[ChangeKind, str]] = {
    ChangeKind.SEED: "Filled",
    ChangeKind.ADD: "Added",
    ChangeKind.EDIT: "Edited",
    ChangeKind.RETRACT: "Retracted",
    ChangeKind.RESTORE: "Restored",
    ChangeKind.MERGE: "Merged",
    ChangeKind.SPLIT: "Split",
    ChangeKind.OVERRIDE: "Confidence set",
    ChangeKind.IMPORT: "Imported",
    ChangeKind.UNDO: "Undone",
}

_TONES: Final[dict[ChangeKind, str]] = {
    ChangeKind.SEED: "plain",
    ChangeKind.ADD: "add",
    ChangeKind.EDIT: "edit",
    ChangeKind.RETRACT: "gone",
    ChangeKind.RESTORE: "add",
    ChangeKind.MERGE: "join",
    ChangeKind.SPLIT: "join",
    ChangeKind.OVERRIDE: "edit",
    ChangeKind.IMPORT: "add",
    ChangeKind.UNDO: "undo",
}

_KIND_WORDS: Final[dict[RecordKind, tuple[str, str]]] = {
    RecordKind.CLAIM: ("claim", "claims"),
    RecordKind.STATEMENT: ("statement", "statements"),
    RecordKind.DOCUMENT: ("document", "documents"),
    RecordKind.ORIGINATOR: ("originator", "originators"),
    RecordKind.REFUSAL: ("refused row", "refused rows"),
    RecordKind.PLACE: ("place", "places"),
    RecordKind.FINDING: ("finding", "findings"),
}

_VERBS: Final[dict[str, tuple[str, str]]] = {
    "added": ("add", "Added"),
    "changed": ("edit", "Changed"),
    "retracted": ("gone", "Retracted"),
    "restored": ("add", "Restored"),
    "merged": ("join", "Merged away"),
    "split": ("join", "Split off"),
    "came": ("join", "Came over"),
    "left": ("join", "Moved away"),
}


def change_item(
    change: Change,
    *,
    undone_by: int | None,
    made: Made | None,
    names: Names,
    may_undo: bool,
    subject: Difference | None = None,
) -> Item:
    """A change in the log; `made` is what it did, for one that is open.

    `subject` is the first record that it is about.
    """
    undone = f" · undone by change {undone_by}" if undone_by else ""
    acts = []
    if may_undo and undone_by is None and change.kind is not ChangeKind.SEED:
        acts.append(Act("undo", str(change.id), "Undo …"))
    return Item(
        id=str(change.id),
        tone=_TONES[change.kind],
        badge=_badge(change),
        title=change.reason,
        meta=f"{change.author} · change {change.id}{undone}",
        time=f"{change.recorded_at:%H:%M} UTC",
        subject=_subject(subject, change.records, names) if subject and not made else "",
        parts=tuple(part(one, names) for one in made.shown) if made else (),
        more=_more(made) if made else "",
        acts=tuple(acts),
        opens=True,
        open=made is not None,
    )


def step_item(step: Step, names: Names, of: RecordKey) -> Item:
    """A step of one record's story, told in full."""
    change = step.change
    return Item(
        id=str(change.id),
        tone=_TONES[change.kind],
        badge=_badge(change),
        title=change.reason,
        meta=f"{change.author} · change {change.id}",
        time=f"{change.recorded_at:%H:%M} UTC",
        parts=tuple(part(one, names, at=of) for one in step.differences),
        acts=(Act("change", str(change.id), "The whole change"),),
    )


def _badge(change: Change) -> str:
    return f"Undid change {change.undoes}" if change.undoes else CHANGE_WORDS[change.kind]


def by_day(changes: Sequence[Change], items: Sequence[Item]) -> tuple[Group, ...]:
    """Items under the days (UTC) on which their changes were recorded."""
    pairs = list(zip(changes, items, strict=True))
    return tuple(
        Group(day_words(day), tuple(item for _, item in some))
        for day, some in groupby(pairs, key=lambda pair: pair[0].recorded_at.date())
    )


def part(one: Difference, names: Names, at: RecordKey | None = None) -> Part:
    """What happened to one record. `at` is the record whose story is told: no link to itself."""
    now = one.after
    verb = _verb(one, at)
    tone, word = _VERBS[verb]
    about = ""
    if isinstance(now.record, Statement):
        about = names.get((RecordKind.CLAIM, now.record.claim), "")
    rows = tuple(_rows(one, names))
    key = (now.kind, now.id)
    acts = []
    if at != key and now.kind is not RecordKind.REFUSAL:
        acts.append(Act("record", f"{now.kind}:{now.id}", "Its history"))
    if verb == "merged" and now.merged_into is not None:
        into = names.get((RecordKind.CLAIM, now.merged_into), now.merged_into)
        rows = (FieldLine("into", None, into), *rows)
    return Part(
        tone=tone,
        verb=word,
        kind=_KIND_WORDS[now.kind][0],
        title=title_of(now, names),
        about=about if at is None or at[0] is not RecordKind.CLAIM else "",
        rows=rows,
        folded=one.before is None and len(rows) > 1,
        acts=tuple(acts),
    )


def record_words(key: RecordKey) -> str:
    """What kind of thing a record is: ``"claim"``."""
    return _KIND_WORDS[key[0]][0]


def names_for(
    store: Store, versions: Iterable[Version], gazetteer: Gazetteer
) -> dict[RecordKey, str]:
    """What the records are called that these versions name, whatever became of them since."""
    wanted = dict.fromkeys(key for one in versions for key in references(one))
    found = {key: name_of(one) for key, one in records(store, wanted).items()}
    for kind, key in wanted:
        if kind is RecordKind.PLACE and (kind, key) not in found:
            with suppress(UnknownPlaceError, DataFileError):  # its id has to do then
                found[kind, key] = gazetteer.place(key).name
    return found


def versions_of(differences: Iterable[Difference]) -> Iterator[Version]:
    """Both sides of differences."""
    for one in differences:
        yield one.after
        if one.before is not None:
            yield one.before


def _subject(one: Difference, records: int, names: Names) -> str:
    """The first record of a change in a line, and how many more there are."""
    now = one.after
    words = f"{_KIND_WORDS[now.kind][0].capitalize()}: {title_of(now, names)}"
    if isinstance(now.record, Statement):
        claim = names.get((RecordKind.CLAIM, now.record.claim), "")
        words += f", on {claim}" if claim else ""
    return f"{words} · and {records - 1:,} more" if records > 1 else words


def _verb(one: Difference, at: RecordKey | None) -> str:
    """What happened to a record, seen from the claim whose story is told, if one is."""
    before, after = one.before, one.after
    if at is not None and before is not None and isinstance(after.record, Statement):
        claims = (getattr(before.record, "claim", None), after.record.claim)
        if at[0] is RecordKind.CLAIM and claims[0] != claims[1]:
            return "came" if claims[1] == at[1] else "left"
    if after.merged_into is not None and (before is None or before.merged_into is None):
        return "merged"
    if before is not None and before.merged_into is not None and after.live:
        return "split"
    return one.word


def _rows(one: Difference, names: Names) -> Iterator[FieldLine]:
    changed = {field.field for field in one.fields}
    for row in rows_of(one.after.kind):
        if one.before is None:
            if after := row.words(one.after.record, names):
                yield FieldLine(row.name, None, after)
        elif changed & set(row.columns):
            yield FieldLine(
                row.name,
                row.words(one.before.record, names),
                row.words(one.after.record, names),
            )
    if one.before is not None and "unread" in changed:
        yield FieldLine(
            "statements that could not be read", str(one.before.unread), str(one.after.unread)
        )


def _more(made: Made) -> str:
    """What was done beside what is shown."""
    left = dict(made.total)
    for one in made.shown:
        left[one.after.kind] -= 1
    words = [_counted(kind, number) for kind, number in left.items() if number]
    return f"and {', '.join(words)} more" if words else ""


def _counted(kind: RecordKind, number: int) -> str:
    one, many = _KIND_WORDS[kind]
    return f"{number:,} {one if number == 1 else many}"
