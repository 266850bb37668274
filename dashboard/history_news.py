"""What happened to claims between two states, as items of the chronicle."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from dashboard.components.chronicle import Act, Item, Part
from dashboard.history_fields import Names, claim_rows, name_of
from dashboard.loading import Loaded
from dashboard.stores import StoreAt
from geo.claims.changes import CORRECTED, ClaimNews, News
from geo.claims.dataset import Dataset
from geo.claims.model import Statement
from geo.claims.vocabulary import label
from geo.errors import DataFileError, UnknownPlaceError
from geo.store import browse
from geo.store.browse import RecordKey
from geo.store.records import RecordKind

_TONES: Final[dict[News, tuple[str, str]]] = {
    News.NEW: ("add", "New"),
    News.STATUS: ("join", "Status"),
    News.CONFIDENCE: ("edit", "Confidence"),
    News.TAKEN_BACK: ("gone", "Taken back"),
    News.STATEMENTS: ("add", "More said"),
    News.EDITED: ("edit", "Corrected"),
    News.GONE: ("gone", "Gone"),
}


def news_item(
    one: ClaimNews,
    before: Dataset,
    after: Dataset,
    names: Names,
    fate: str,
    *,
    keeps_history: bool,
) -> Item:
    """One claim, with what its statements brought and what of it was corrected."""
    tone, badge = _TONES[one.news]
    rows = claim_rows(one.was, one.claim, names) if one.was is not None else ()
    lines = [said for said in one.sentences() if not (rows and said == CORRECTED)]
    if fate:
        lines = [fate]
    lines += [_said(said, after, "New") for said in one.added[:5] if one.before is not None]
    lines += [_said(said, after, "Taken back") for said in one.taken_back[:5]]
    lines += [_said(said, before, "Gone") for said in one.gone[:5] if one.after is not None]
    acts = []
    if one.after is not None:
        acts.append(Act("map", one.claim.id, "Show on the map"))
    if keeps_history:
        acts.append(Act("record", f"claim:{one.claim.id}", "Its history"))
    corrected = Part("edit", "", "claim", "", rows=rows)
    return Item(
        id=one.claim.id,
        tone=tone,
        badge=badge,
        title=one.claim.summary,
        lines=tuple(lines),
        parts=(corrected,) if rows else (),
        acts=tuple(acts),
    )


def names_of(found: Sequence[ClaimNews], before: Dataset, after: Dataset, loaded: Loaded) -> Names:
    """What the claims and places are called that corrected claims name."""
    names: dict[RecordKey, str] = {}
    for one in found:
        for claim in (one.was, one.claim) if one.was is not None else ():
            for place in (claim.place, claim.other_place):
                if place is not None:
                    with suppress(UnknownPlaceError, DataFileError):  # its id has to do then
                        names[RecordKind.PLACE, place] = loaded.gazetteer.place(place).name
    totals = {
        key
        for one in found
        for claim in (one.was, one.claim)
        if claim is not None and (key := claim.part_of) is not None
    }
    for dataset in (before, after):
        for claim in dataset.claims if totals else ():
            if claim.id in totals:
                names[RecordKind.CLAIM, claim.id] = f"“{claim.summary}”"
    return names


def fates_of(store: StoreAt, found: Sequence[ClaimNews]) -> dict[str, str]:
    """What became of the claims that are gone, where the store knows."""
    gone = [(RecordKind.CLAIM, one.claim.id) for one in found if one.news is News.GONE]
    if not gone or not store.keeps_history:
        return {}
    versions = browse.records(store.open(), gone)
    into = browse.records(
        store.open(),
        [(RecordKind.CLAIM, one.merged_into) for one in versions.values() if one.merged_into],
    )
    fates = {}
    for (_, key), one in versions.items():
        if one.merged_into is not None:
            kept = into[RecordKind.CLAIM, one.merged_into]
            fates[key] = f"Merged into {name_of(kept)}."
        elif not one.live:
            fates[key] = "Retracted."
    return fates


def _said(one: Statement, dataset: Dataset, which: str) -> str:
    speaker = dataset.originators[one.originator].name
    paper = dataset.documents[one.document]
    return f"{which}: {speaker} {label(one.stance)}, {paper.outlet}, {paper.published.words()}"
