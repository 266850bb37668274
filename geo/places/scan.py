"""Names in running text: what is written beside a mention, and which places a text names at all."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from geo.places import lists
from geo.places.index import LookUp, NameIndex
from geo.places.keys import Asked, Match
from geo.places.names import normalise, script_of
from geo.places.wording import REGION_WORDS, TOWN_WORDS, without_particles
from geo.places.world_row import OFFICIAL, OTHER

_WORD = re.compile(r"[^\W_]+(?:[-'’ʼ][^\W_]+)*")
CAPITAL = re.compile(r"[A-ZÀ-ÞŚŠŞŁŻŽĀĐİ][^\W_]*(?:[-'’ʼ.][^\W_]+)*\.?")
_BEHIND = re.compile(r"\s*[,(]\s*(?:(?:in|di|в|у|на)\s+)?|\s+(?:in|di|в|у|на)\s+")
PHRASE = re.compile(
    r"[^\W\d_][\w.'’-]*(?:[ \u00a0](?:of[ \u00a0]|and[ \u00a0])?[^\W\d_][\w.'’-]*){0,3}"
)
_NAME_AT_END = re.compile(r"[^\W\d_][^\W_]*(?:['’]s)?$")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_WORD_AT_END = re.compile(r"[^\W\d_]+$")
_WORD_AFTER = re.compile(r"[ \u00a0]+([^\W\d_]+)")
_SPACES = (" ", "\u00a0")
_CLOSED = re.compile(r"[\s]*(?:[,.;:)\]—–\"”]|$|\n)")
_LONGEST_TOKEN = 40  # letters before a mention that are looked at
_LONGEST_NAME = 5  # words
_LONGEST_AREA = 4
TOWN_STRENGTH = 4.0  # log10 of inhabitants a town needs to be believed in running text


@dataclass(frozen=True, slots=True)
class Found:
    """A name found in running text: `start`, `end` are its code points, `key` its normal form."""

    text: str
    start: int
    end: int
    key: str
    found: LookUp


def places_in(text: str, index: NameIndex) -> Iterator[Found]:
    """Every listed name in a text, longest first, from left to right.

    Names begin with a capital where the script has one, and names of up to three letters are
    written in capitals throughout ("US", never "us"). A region word in front may be lower-case.
    """
    words = list(_WORD.finditer(text))
    position = 0
    while position < len(words):
        step = 1
        for length in range(min(_LONGEST_NAME, len(words) - position), 0, -1):
            start, end = words[position].start(), words[position + length - 1].end()
            if length > 1 and not _joined(text, words[position : position + length]):
                continue
            phrase = text[start:end]
            if not _looks_like_name(phrase):
                continue
            found = index.find(phrase)
            if _believable(found, phrase, index):
                yield Found(phrase, start, end, normalise(phrase), found)
                step = length
                break
        position += step


def bare(phrase: str) -> str:
    """Without the full stop of the sentence; that of a short word or of initials stays."""
    return phrase if phrase.count(".") > 1 or len(phrase) < 8 else phrase.rstrip(".")


def phrases(text: str, start: int) -> Iterator[tuple[str, int]]:
    """The phrase that starts here, then ever shorter ones, with where each ends."""
    match = PHRASE.match(text, start)
    if match is None:
        return
    phrase = match[0]
    for _ in range(_LONGEST_AREA):
        shown = bare(phrase)
        yield shown, start + len(shown)
        cut = max(phrase.rfind(" "), phrase.rfind("\u00a0"))
        if cut < 0:
            return
        phrase = phrase[:cut]


def _is_area(found: LookUp, index: NameIndex) -> bool:
    first = next((h for h in found.hits if h.fits and h.how >= OFFICIAL), None)
    return first is not None and any(
        not index.atlas.is_point(h.row) and h.how >= OFFICIAL and h.fits for h in found.hits[:4]
    )


def _believable(found: LookUp, phrase: str, index: NameIndex) -> bool:
    """Running text is full of words that some hamlet is called: a single word has to be known."""
    atlas = index.atlas
    return any(
        hit.match is not Match.FUZZY
        and (
            hit.row >= atlas.first_curated
            or not atlas.is_point(hit.row)
            or atlas.log_strength[hit.row] >= TOWN_STRENGTH
        )
        and (hit.how > OTHER or script_of(phrase) != "Latn")
        for hit in found.hits
    )


def behind(text: str, end: int, index: NameIndex) -> tuple[LookUp, bool, int] | None:
    """The region or country right behind a mention, whether a comma closes it, and its end.

    "Donetsk, Rostov Oblast, burned" is closed; "In Donetsk, Russia said" begins a new thought, and
    so does an adjective: "In Donetsk, Russian officials said".
    """
    gap = _BEHIND.match(text, end)
    if gap is None:
        return None
    for phrase, stop in phrases(text, gap.end()):
        if not (phrase[0].isupper() or not phrase[0].isascii()):
            return None
        found = index.find(phrase)
        if _is_area(found, index):
            if normalise(phrase) in demonyms():
                return None
            short = phrase.endswith(".") or bool(index.abbreviations.rows(phrase))
            return found, short or _CLOSED.match(text, stop) is not None, stop
    return None


def before(text: str, start: int, index: NameIndex) -> LookUp | None:
    """The region or country in the word right before a mention: "러시아 쿠르스크"."""
    match = _NAME_AT_END.search(_token_before(text, start)[0])
    if match is None or (match[0][0].isascii() and not match[0][0].isupper()):
        return None
    found = index.find(match[0])
    return found if _is_area(found, index) else None


def adjectives_in(text: str) -> Iterator[str]:
    """The countries of Cyrillic adjectives ("російські"); Latin ones are names in the index."""
    if text.isascii() or not _CYRILLIC.search(text):
        return
    stems = adjective_stems()
    for word in _WORD.findall(text):
        if not word[0].isascii() and len(word) > 4:
            key = normalise(word)
            for length in range(min(len(key), 18), 3, -1):
                country = stems.get(key[:length])
                if country is not None:
                    yield country
                    break


@cache
def demonyms() -> frozenset[str]:
    """Normalised English words for people and things of a country or state."""
    rows = (row["english"].split("|") for row in lists.read("demonyms"))
    return frozenset(normalise(word) for words in rows for word in words if word)


@cache
def adjective_stems() -> dict[str, str]:
    """Normalised beginnings of Cyrillic adjectives -> ISO code."""
    return {
        normalise(stem): row["country"]
        for row in lists.read("demonyms")
        for stem in row["stems"].split()
    }


def word_beside(text: str, start: int, end: int) -> tuple[int, int, Asked]:
    """Widen a span by the region or town word written right before or after it, if any."""
    token, stop = _token_before(text, start)
    before_it = _WORD_AT_END.search(token)
    after_it = _WORD_AFTER.match(text, end, end + 40) if text[end : end + 1] in _SPACES else None
    for found, left, right in (
        (after_it and after_it[1], start, after_it.end() if after_it else end),
        (before_it and before_it[0], stop - len(before_it[0]) if before_it else start, end),
    ):
        if found:
            for word in _as_listed(normalise(found)):
                if word in REGION_WORDS:
                    return left, right, Asked.REGION
                if word in TOWN_WORDS and len(word) > 1:
                    return left, right, Asked.TOWN
    return start, end, Asked.ANY


def _token_before(text: str, start: int) -> tuple[str, int]:
    """What stands before `start` and a space, back to the space before it, and where it ends."""
    window = text[max(0, start - _LONGEST_TOKEN) : start]
    head = window.rstrip(" \u00a0")
    if len(head) == len(window):
        return "", start
    cut = max(head.rfind(" "), head.rfind("\u00a0"), head.rfind("\n"))
    return head[cut + 1 :], start - len(window) + len(head)


def _as_listed(word: str) -> tuple[str, ...]:
    """The word, and what is left of a Korean one without its particles: "지역에서" is "지역"."""
    return tuple(without_particles(word)) if script_of(word) == "Hang" else (word,)


def _joined(text: str, words: list[re.Match[str]]) -> bool:
    """Words of one name are parted by a space or dash, not by a comma or a full stop."""
    gaps = (text[a.end() : b.start()] for a, b in itertools.pairwise(words))
    return all(gap.strip(" \u00a0–-") == "" and "\n" not in gap for gap in gaps)


def _looks_like_name(phrase: str) -> bool:
    first, _, rest = phrase.partition(" ")
    if rest and normalise(first) in REGION_WORDS:
        phrase = rest
    letters = [char for char in phrase if char.isalpha()]
    if not letters or script_of(phrase) not in ("Latn", "Cyrl"):
        return bool(letters)
    return letters[0].isupper() and (len(letters) > 3 or all(c.isupper() for c in letters))
