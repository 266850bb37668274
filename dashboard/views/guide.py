"""How to read the map: symbols, status, confidence, grades, places, dates."""

from __future__ import annotations

from urllib.parse import quote

import streamlit as st

from geo import symbols
from geo.claims.vocabulary import (
    INFORMATION_GRADES,
    SOURCE_GRADES,
    STATUS_NOTES,
    Confidence,
    Kind,
    Modality,
    Status,
    label,
)
from geo.places.regions import VIEW_NOTES


def picture(kind: Kind, confidence: Confidence, status: Status, modality: Modality) -> str:
    """One symbol, centred on a light ground so that it reads on a dark page too."""
    drawn = quote(symbols.svg(kind, confidence, status, modality, size_px=30))
    ground = "background:#fff;border-radius:6px;padding:3px;display:block"
    # As a picture: Streamlit takes SVG markup out of a page, but not out of an image's address.
    return f'<img alt="" width="30" height="30" style="{ground}" src="data:image/svg+xml,{drawn}">'


def explain(rows: list[tuple[str, str, str]]) -> None:
    """Symbol, name and explanation; all three are words and numbers of this program."""
    st.html(
        '<table style="border-spacing:0 6px">'
        + "".join(
            f"<tr><td style='padding-right:14px'>{drawn}</td>"
            f"<td style='padding-right:18px;white-space:nowrap'><b>{name}</b></td>"
            f"<td>{words}</td></tr>"
            for drawn, name, words in rows
        )
        + "</table>"
    )


MEANING = {
    Kind.DEPLOYMENT: "troops or weapons that are somewhere",
    Kind.INCIDENT: "something that happened at once: a strike, a loss, a fight",
    Kind.TRANSFER: "troops or weapons on their way from one side to another",
    Kind.SIGHTING: "somebody saw or found something",
    Kind.WITHDRAWAL: "troops or weapons that leave",
    Kind.OTHER: "anything else",
}

st.subheader("A claim is not a fact")
st.markdown(
    "Everything here is **claimed** by somebody. A claim holds statements: who says it, through "
    "whom, in which document, whether they assert it, deny it or cannot confirm it. Ten outlets "
    "that quote one agency are one origin; a spokesman and his office are one origin too."
)
first, second = st.columns(2, gap="large")
with first:
    st.subheader("Shape: what is claimed")
    explain(
        [
            (
                picture(k, Confidence.MODERATE, Status.ASSERTED, Modality.HAPPENED),
                label(k),
                MEANING[k],
            )
            for k in Kind
        ]
    )
    st.markdown(
        "Lighter and **hatched**: planned or expected, not said to have happened. "
        "The larger the symbol, the larger the claimed figure."
    )
with second:
    st.subheader("Colour: confidence")
    explain(
        [
            (
                picture(Kind.DEPLOYMENT, c, Status.ASSERTED, Modality.HAPPENED),
                label(c),
                words,
            )
            for c, words in (
                (
                    Confidence.HIGH,
                    "a strong voice and a second strong or fair one; nobody denies it",
                ),
                (Confidence.MODERATE, "one strong voice, or two fair ones"),
                (Confidence.LOW, "anything less that could be judged"),
                (Confidence.NOT_JUDGED, "nobody could judge it, or nobody asserts it"),
            )
        ]
    )
    st.markdown(
        "*Strong*: source A–B and information 1–2. *Fair*: source A–C and information 1–3. "
        "A denial by an independent origin lowers the level by one step; an origin that cannot "
        "confirm caps it at moderate. The card of each claim gives the reasons."
    )
    st.subheader("Outline: status")
    explain(
        [
            (
                picture(Kind.DEPLOYMENT, Confidence.MODERATE, s, Modality.HAPPENED),
                label(s),
                STATUS_NOTES[s],
            )
            for s in Status
        ]
    )

st.subheader("Names and places")
names, choices = st.columns(2, gap="large")
names.markdown(
    "The **Gazetteer** page says what a place name means, in any script, inflected or misspelt, "
    "and why.\n"
    "- Paste the sentence beside it: it decides between namesakes. A **country** is a filter.\n"
    "- **Resolved** is clear enough to be drawn. **Ambiguous** shows the best guess, which no map "
    "draws before somebody has looked. **Not resolved**: the gazetteer abstains.\n"
    "- The score orders the candidates; it is not a probability.\n"
    "- “40 km north of”, “off the coast of”, “between” and “the border of” are understood; the row "
    "**Said to be** above the map shows what a claim with these words would draw, and how exact "
    "that is.\n"
    "- **Add a place** where a list lacks it (click the map first to take the position), or "
    "**correct** an entry. Both go into your store, count at once, have a history, and can be "
    "taken back; the shipped gazetteer is never changed."
)
choices.markdown(
    "The card of a claim tells **why it stands where it stands**, with the runner-up.\n"
    "- **Use it** takes the runner-up, **Another place …** any other. It asks how far that "
    "reaches, the claim alone or all that its document puts at the same place, and for a reason, "
    "which is kept and shown.\n"
    "- A claim on the list *No place* can be **given a place** in the same way.\n"
    "- It is an edit of the claim, with your name and reason in its history. **Undo** on the card "
    "takes it back.\n"
    "- On any address but this machine's own the pages are read-only."
)

st.subheader("Writing and correcting claims")
writing, together = st.columns(2, gap="large")
writing.markdown(
    "**Edit**, or **Add claim** above the map, opens the form; beside it the card as readers will "
    "see it.\n"
    "- At the foot stands what is still missing. A claim needs somebody who says it, in a "
    "document, with a grade and why; and where it has a date, how that is known.\n"
    "- **Dates** may be typed in everyday words: “early October 2024”, “since Aug 2023”. What is "
    "proposed counts once you take it.\n"
    "- A **place** that may mean several asks which. “40 km north of Kursk” is understood.\n"
    "- Documents and originators are looked for by any of their names first, so that one voice "
    "does not become two."
)
together.markdown(
    "- One press of **Save** is one change, with all that is new, and can be undone as one.\n"
    "- What you type stays while you look at other pages; nothing is in the store before you save "
    "it.\n"
    "- When somebody else changed the claim meanwhile, both versions stand side by side: **put "
    "both together**, or **take theirs**.\n"
    "- Confidence can be **set by hand**, with a reason that readers see."
)

st.subheader("History and origins")
past, origin = st.columns(2, gap="large")
past.markdown(
    "Nothing is overwritten: every change has an author, a time and a reason.\n"
    "- **History** lists the changes; each opens to what it did, field by field, and can be "
    "**undone**. What was retracted can be **restored**, what was merged **split off** again.\n"
    "- **What changed since** compares two days: by what was *published* in between, or by what "
    "was *recorded here*.\n"
    "- **As known on** leaves out what was not published by a day; **As recorded on** shows what "
    "this store held then, and cannot be edited."
)
origin.markdown(
    "- **Where it comes from**, on the card, is a tree for each independent origin: who says it, "
    "who speaks for whom, through whom, in which documents. One tree counts once.\n"
    "- **Probable echoes**, on the page *Sources*, are pairs that may be one event or one report "
    "told twice, with the signs for and against it. They are joined by nobody but you."
)

third, fourth = st.columns(2, gap="large")
with third:
    st.subheader("Places and dates")
    st.markdown(
        "- A **town** is a symbol with the circle it may lie in; **near** a town is a dashed ring; "
        "a **region** is shaded as a whole; a **country** has no point and stands on the shelf "
        "beside the map.\n"
        "- “About” and “uncertain” are shown with a date and never widen a filter. “Since August” "
        "ends on the day it was published.\n"
        "- What has no place or no date is counted and listed, never dropped."
    )
    st.subheader("Boundaries")
    for note in VIEW_NOTES.values():
        st.markdown(f"- {note}.")
with fourth:
    st.subheader("Grades: the Admiralty scale")
    source, information = st.columns(2)
    source.markdown(
        "**Source**\n\n" + "\n".join(f"- **{k}** {v}" for k, v in SOURCE_GRADES.items())
    )
    information.markdown(
        "**Information**\n\n" + "\n".join(f"- **{k}** {v}" for k, v in INFORMATION_GRADES.items())
    )
