"""Records out of rows: each id once, rows taken whole or not at all, who is behind a statement."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Final

from anyascii import anyascii

from geo.claims.dates import EdtfDate
from geo.claims.model import Claim, Document, Grade, Originator, Statement
from geo.claims.vocabulary import OriginatorKind, Stance
from geo.exchange.report import Record, Report

NOT_JUDGED: Final = "Not judged at import."
"""Basis of the grade F6 that every imported statement gets unless its file gives one."""

LONGEST_SUMMARY: Final = 400
"""Characters of a summary; what is longer stays whole in the statement's note."""

UNKNOWN_LANGUAGE: Final = "und"
"""BCP 47 for a language that is not known."""

_F6: Final = Grade()
_NOT_IN_ID: Final = re.compile(r"[^a-z0-9]+")

# Words of a name that tell what stands behind it, looked for in this order.
_KINDS: Final[tuple[tuple[OriginatorKind, str], ...]] = (
    (OriginatorKind.UNNAMED, r"unnamed|unknown|anonymous|unidentified|unspecified"),
    (OriginatorKind.WITNESS, r"witness\w*|residents?|villagers?|locals?|survivors?|relatives?"),
    (
        OriginatorKind.OFFICE,
        r"officials?|minist\w*|police|army|military|government|governor|authorit\w*|spokes\w*|"
        r"commander\w*|security (?:forces|sources)|hospital|court|mayor|president|embassy|"
        r"general staff|міністер\w*|министер\w*|генштаб|kementerian|tni|polri",
    ),
    (OriginatorKind.AGENCY, r"intelligence|agency for|gur|fsb|cia|sbu|nis"),
    (
        OriginatorKind.MEDIA,
        r"news\w*|reuters|afp|ap|bbc|cnn|xinhua|tass|ria|interfax|radio|tv|television|times|post|"
        r"press|daily|herald|tribune|journal|gazette|agence|media|pravda|unian|monitoring",
    ),
)
_KIND_FORMS: Final = tuple(
    (kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for kind, words in _KINDS
)

_OF_A_COUNTRY: Final = (OriginatorKind.OFFICE, OriginatorKind.WITNESS, OriginatorKind.UNNAMED)


def digest(*parts: object) -> str:
    """Sixteen hexadecimal digits that stand for some values, the same on every machine."""
    joined = "\x1f".join(map(str, parts)).encode("utf-8", "backslashreplace")
    return hashlib.blake2b(joined, digest_size=8).hexdigest()


def id_part(text: str, limit: int = 40) -> str:
    """Any text as part of an id: small Latin letters, digits and hyphens.

    Where that loses something, a digest keeps different texts apart.
    """
    latin = text if text.isascii() else anyascii(text)
    plain = _NOT_IN_ID.sub("-", latin.lower()).strip("-")
    if plain == text and len(plain) <= limit:
        return plain
    short = plain[: limit - 9].rstrip("-")
    return f"{short}-{digest(text)[:8]}" if short else digest(text)


def shortened(text: str, limit: int = LONGEST_SUMMARY) -> str:
    """Text on one line, cut between words."""
    line = " ".join(text.split()) if text else ""
    if len(line) <= limit:
        return line
    return f"{line[: limit - 1].rsplit(' ', 1)[0].rstrip(',;:')}…"


class Making:
    """Collects the records of one file, row by row.

    `prefix` begins every id, so that two data sets do not take each other's.
    """

    def __init__(self, prefix: str, report: Report) -> None:
        self.prefix = prefix
        self.report = report
        self._seen: set[int] = set()  # hashes of keys: a third of the memory of the keys
        self._row: dict[str, Record] = {}
        self._claims: dict[str, tuple[int, int]] = {}
        self._originators: dict[str, str] = {}

    def known(self, key: str) -> bool:
        """Whether a record with this key (kind and id) was made already."""
        return key in self._row or hash(key) in self._seen

    def add(self, key: str, record: Record) -> None:
        """Add a record to the row under way."""
        self._row[key] = record

    def finish_row(self) -> list[Record]:
        """The new records of a row that is good."""
        made = list(self._row.values())
        self._seen.update(map(hash, self._row))
        self._row.clear()
        return made

    def drop_row(self) -> None:
        """Forget what a row made, because it is refused."""
        for key in self._row:
            if key.startswith("o:"):
                self._originators = {k: v for k, v in self._originators.items() if v != key[2:]}
            elif key.startswith("c:"):
                self._claims.pop(key[2:], None)
        self._row.clear()

    def first_use(self, claim: str, row: int, column: str | None, cells: Sequence[str]) -> bool:
        """Whether a claim's id is new in this file.

        Used again by the same cells it is a repetition and noted, by others refused.
        """
        mark = hash(tuple(cells))
        earlier = self._claims.setdefault(claim, (row, mark))
        if earlier[0] == row:
            return True
        if earlier[1] == mark:
            self.report.note("rows that repeat an earlier row, taken once")
        else:
            self.report.refuse(
                row, column, claim, f"stands for the event of row {earlier[0]} already.",
                "Give each event an id of its own.",
            )  # fmt: skip
        return False

    def originator(self, name: str, kind: OriginatorKind | None = None, *, of: str = "") -> str:
        """The id of who is behind a statement; the record is made when the name is new.

        An office or a witness is one of a country, `of`: the police of two are two.
        """
        name = " ".join(name.replace('"', " ").split())[:200].strip(" .,;:'") or "unnamed source"
        kind = kind or kind_of_name(name)
        if of and kind in _OF_A_COUNTRY and of.casefold() not in name.casefold():
            name = f"{name} ({of})"
        key = name.casefold()
        if key not in self._originators:
            new = f"src-{id_part(key)}"
            self._originators[key] = new
            if not self.known(f"o:{new}"):
                shown = name[0].upper() + name[1:]
                self.add(f"o:{new}", Originator(new, shown, kind))
        return self._originators[key]

    def document(
        self,
        outlet: str,
        published: EdtfDate,
        basis: str,
        *,
        description: str = "",
        url: str | None = None,
        language: str = UNKNOWN_LANGUAGE,
        via: tuple[str, ...] = (),
    ) -> str:
        """The id of a published text; equal ones are one."""
        outlet = " ".join(outlet.split())[:200]
        where = url or description
        mark = digest(outlet.casefold(), published.text, where, language, via)
        text = f"{self.prefix}-doc-{mark}"
        if not self.known(f"d:{text}"):
            made = Document(text, outlet, published, basis, language, description, via, url)
            self.add(f"d:{text}", made)
        return text

    def claim(self, claim: Claim) -> None:
        """A claim; its id must have passed `first_use`."""
        self.add(f"c:{claim.id}", claim)

    def statement(
        self,
        claim: str,
        document: str,
        originator: str,
        *,
        stance: Stance = Stance.ASSERTS,
        grade: Grade = _F6,
        grade_basis: str = NOT_JUDGED,
        via: tuple[str, ...] = (),
        note: str = "",
    ) -> None:
        """One voice on a claim; the same one in the same document is one."""
        voice = f"{claim[:62]}-{digest(claim, document, originator, stance)}"
        if not self.known(f"s:{voice}"):
            made = Statement(
                voice, claim, document, originator, stance, grade, grade_basis, via, note=note
            )
            self.add(f"s:{voice}", made)


def kind_of_name(name: str) -> OriginatorKind:
    """What an originator is, going by words of its name; a group where nothing tells."""
    for kind, form in _KIND_FORMS:
        if form.search(name):
            return kind
    return OriginatorKind.GROUP
