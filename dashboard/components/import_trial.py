"""What a trial of an import brought to light, and the button that does it for good."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from dashboard import editing
from dashboard.import_preview import preview_rows
from dashboard.import_run import Outcome, Ways
from dashboard.import_state import Importing
from dashboard.import_words import (
    NAMES,
    PROBLEM_COLUMNS,
    button_words,
    claim_counts,
    number_of,
    problem_rows,
    refused_rows,
    tally_rows,
    to_write,
)
from geo.errors import Problem
from geo.exchange.claims_csv import protect
from geo.places.gazetteer import Gazetteer
from geo.places.regions import load_regions
from geo.store.records import RecordKind
from geo.store.taken import Fate

_MOST_NAMED: Final = 50

_MOST_SHOWN: Final = 1_000
"""Refused values in the table; the file to download has all."""


def trial_counts(tried: Outcome) -> None:
    """The figures of a trial or an import, and the notes."""
    taken, watch = tried.taken, tried.watch
    facts = [
        ("New claims", taken.count(Fate.ADDED, RecordKind.CLAIM)),
        ("Here already", taken.count(Fate.SAME, RecordKind.CLAIM)),
        ("With other contents", taken.count(Fate.DIFFERING, RecordKind.CLAIM)),
        ("Retracted here", taken.count(Fate.RETRACTED, RecordKind.CLAIM)),
        ("Rows refused", refused_rows(tried.problems)),
    ]
    with st.container(horizontal=True, key="import_facts"):
        for number, (name, value) in enumerate(facts):
            if value or number in (0, 1, 4):
                st.metric(name, f"{value:,}", border=True, width=150)
    if watch.claims:
        st.caption(f"{number_of(tried.report.rows, 'row')} read · {claim_counts(watch)}")


def trial_details(tried: Outcome, gazetteer: Gazetteer) -> None:
    """The first claims, refused rows, notes, and what becomes of which kind of record."""
    problems = tried.problems
    noted = {note: rows for note, rows in tried.report.notes.items() if rows}
    names = [
        "First claims",
        f"Refused ({len(problems):,})",
        f"Notes ({len(noted):,})",
        "All kinds of records",
    ]
    first, refused, notes, kinds = st.tabs(names, default=names[1 if problems else 0])
    with first:
        claims_table(preview_rows(tried.watch, gazetteer, load_regions(), 50), height=360)
    with refused:
        _refused(problems)
    with notes:
        if noted:
            frame = pd.DataFrame({"Rows": list(noted.values()), "Note": list(noted)})
            widths = {
                "Rows": st.column_config.NumberColumn(width=80),
                "Note": st.column_config.TextColumn(width=1100),
            }
            st.dataframe(frame, hide_index=True, width="stretch", column_config=widths)
        else:
            st.caption("Nothing is to be noted.")
    with kinds:
        st.dataframe(pd.DataFrame(tally_rows(tried.taken)), hide_index=True, width="content")
        if differing := tried.taken.differing:
            st.caption("Here with other contents:")
            st.text("\n".join(differing[:_MOST_NAMED]))
            if len(differing) > _MOST_NAMED:
                st.caption(f"and {len(differing) - _MOST_NAMED:,} more")


def claims_table(rows: Sequence[dict[str, str]], height: int) -> None:
    """Claims of a file as data."""
    if not rows:
        st.caption("No row became a claim.")
        return
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        width="stretch",
        height=min(height, 38 + 35 * len(rows)),
        column_config={"Claim": st.column_config.TextColumn(width="large")},
    )


def ask_ways(tried: Outcome, disabled: bool) -> Ways:
    """What to do with what is here with other contents, or retracted."""
    taken = tried.taken
    update = bring_back = False
    if number := taken.count(Fate.DIFFERING):
        update = st.checkbox(
            f"Bring {number_of(number, 'record')} up to date that "
            f"{'is' if number == 1 else 'are'} here with other contents",
            key="import_update",
            disabled=disabled,
            help="Otherwise they stay as they are. The contents of now stay in the history.",
        )
    if number := taken.count(Fate.RETRACTED):
        bring_back = st.checkbox(
            f"Bring back {number_of(number, 'record')} that "
            f"{'stands' if number == 1 else 'stand'} retracted here",
            key="import_bring_back",
            disabled=disabled,
            help="For instance because the last import of this file was undone. They come back as "
            "this file has them.",
        )
    return Ways(update, bring_back)


def import_form(state: Importing, tried: Outcome) -> tuple[str, bool]:
    """Author, reason and the button; gives the reason, and whether the button was pressed."""
    ways = state.ways
    if not to_write(tried.taken, ways):
        if tried.watch.claims or tried.taken.same:
            st.success(
                "Nothing new: everything that can be read of this file is here already"
                + (" or stands retracted." if tried.taken.count(Fate.RETRACTED) else ".")
                if not tried.taken.differing or not tried.taken.count(Fate.DIFFERING)
                else "Nothing new: what is here with other contents stays as it is.",
                icon=":material/check:",
            )
        else:
            st.warning("Nothing of this file can be imported.", icon=":material/block:")
        return "", False
    default = f"{NAMES[state.format]}: {state.upload.name}" if state.format else ""
    name, reason, button = st.columns([0.8, 1.6, 0.9], vertical_alignment="bottom")
    with name:
        editing.author_field("import")
    with reason:
        why = st.text_input(
            "Reason, for the history", default, max_chars=editing.MAX_REASON, key="import_reason"
        )
    with button:
        pressed = st.button(
            button_words(tried.taken, ways),
            type="primary",
            icon=":material/upload:",
            width="stretch",
            key="import_now",
        )
    return why, pressed


def _refused(problems: Sequence[Problem]) -> None:
    if not problems:
        st.caption("Nothing is refused.")
        return
    st.dataframe(
        pd.DataFrame(problem_rows(problems[:_MOST_SHOWN]), columns=list(PROBLEM_COLUMNS)),
        hide_index=True,
        width="stretch",
        height=min(360, 38 + 35 * len(problems)),
        column_config={
            "Row": st.column_config.NumberColumn(width=60, format="%d"),
            "Column": st.column_config.TextColumn(width=130),
            "Value": st.column_config.TextColumn(width=200),
            PROBLEM_COLUMNS[-1]: st.column_config.TextColumn(width=820),
        },
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Download what is refused",
            lambda: problems_csv(problems),
            file_name="refused.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
            key="import_refused_csv",
        )
        if len(problems) > _MOST_SHOWN:
            st.caption(f"The first {_MOST_SHOWN:,} are shown; the file has all {len(problems):,}.")


def problems_csv(problems: Sequence[Problem]) -> bytes:
    """Refused values as a CSV file that no spreadsheet takes for formulas."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(PROBLEM_COLUMNS)
    for row in problem_rows(problems):
        writer.writerow(["" if cell is None else protect(str(cell)) for cell in row.values()])
    return out.getvalue().encode("utf-8-sig", "replace")
