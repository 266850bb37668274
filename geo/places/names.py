"""Spellings made comparable: one key for all the ways the same letters are written.

`normalise` undoes what carries no meaning for a name (case, accents, invisible characters, kinds
of apostrophe and dash). `romanised` goes further and makes the romanisations of Cyrillic meet:
Ussuriysk, Ussurijsk, Ussuriisk and Уссурийск share one key. The second is lossy, so a match by it
is always marked as a romanisation.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

MAX_NAME_LENGTH = 200
"""No place name is longer (the longest official one has 168 letters); longer text is no name."""

_ASCII_GAPS = re.compile(r"[^0-9a-z]+")
_KEPT_MARKS = {("и", "\u0306"), ("і", "\u0308")}  # й and ї are letters, not accented ones
_ACCENTED_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")
_STRAY_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_LATIN, _CYRILLIC = re.compile(r"[a-z]"), re.compile(r"[\u0400-\u052f]")
_LOOKALIKES = dict(zip("aeiopcxykmthb", "аеіорсхукмтнв", strict=True))
_TO_CYRILLIC = str.maketrans(_LOOKALIKES)
_TO_LATIN = str.maketrans({cyrillic: latin for latin, cyrillic in _LOOKALIKES.items()})
_APOSTROPHES = frozenset("'’‘ʼʹʺ′`´ʻˈ＇")
_SCRIPTS = (("LATIN", "Latn"), ("CYRILLIC", "Cyrl"), ("HANGUL", "Hang"), ("CJK", "Hani"))

# Romanisations of Cyrillic differ in few places. Order matters: long clusters first. Capitals
# are the marks of sounds that would otherwise meet another letter. Sources: BGN/PCGN 1947 and
# 1965, ISO 9, scholarly, German (Duden) and Polish (PWN) transcriptions.
_ROMANISATION_RULES = tuple(
    (re.compile(pattern), mark)
    for pattern, mark in (
        (r"schtsch|shtsh|shch|sjtsj|szcz|stsj|shh|sch|sh|sz|sc(?=[ei])", "S"),  # щ ш
        (r"tsch|tch|tsj|ch|cz", "C"),  # ч
        (r"kh", "h"),  # х
        (r"zh|zj", "z"),  # ж
        (r"ts|tz|z(?=k)|c", "c"),  # ц: Donetsk, Donezk, Doneck
        (r"ou", "u"),  # French: Koursk, Oussouriisk
        (r"w", "v"),
        (r"ph", "f"),
        (r"[yj]", "i"),  # й ы and softened vowels: -iy -ij -yi -y
        (r"ie", "e"),
        (r"(.)\1+", r"\1"),  # Ussuri-, Usuri-
    )
)


def script_of(text: str) -> str:
    """ISO 15924 code of the script most letters of `text` are in; "Zyyy" for none we know."""
    if text.isascii():
        return "Latn" if any(map(str.isalpha, text)) else "Zyyy"
    counts: dict[str, int] = {}
    for char in text[:MAX_NAME_LENGTH]:
        if char.isalpha():
            code = _letter_script(char)
            counts[code] = counts.get(code, 0) + 1
    return max(counts, key=lambda code: counts[code]) if counts else "Zyyy"


@lru_cache(maxsize=8192)
def _letter_script(char: str) -> str:
    label = unicodedata.name(char, "")
    return next((code for prefix, code in _SCRIPTS if label.startswith(prefix)), "Zyyy")


@lru_cache(maxsize=50_000)
def normalise(text: str) -> str:
    """The key of a spelling: folded case, no accents, single spaces between letters and digits.

    Compatibility forms are unified (NFKC), invisible characters (soft hyphen, direction marks,
    zero-width) and apostrophes vanish, every other mark becomes a space. й and ї keep theirs,
    ё becomes е as Russian print has it. Idempotent.
    """
    if text.isascii():
        return _ASCII_GAPS.sub(" ", text.lower().replace("'", "").replace("`", "")).strip()
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    kept: list[str] = []
    base = ""
    for char in unicodedata.normalize("NFD", folded):
        if unicodedata.category(char) != "Mn":
            kept.append(char)
            base = char
        elif (base, char) in _KEPT_MARKS or _is_part_of(base):
            kept.append(char)
    composed = unicodedata.normalize("NFC", "".join(kept))
    return _unmixed(_spaced(composed.translate(_STRAY_LETTERS)))


@lru_cache(maxsize=50_000)
def romanised(key: str) -> str | None:
    """The key under which the romanisations of one name meet; None for other scripts.

    Takes a result of `normalise`. Keys shorter than four letters are None: too many meet there.
    """
    if not key.isascii():
        if script_of(key) not in ("Cyrl", "Latn"):
            return None
        key = anyascii(key.replace("ь", "").replace("ъ", "")).lower().replace("'", "")
    for pattern, mark in _ROMANISATION_RULES:
        key = pattern.sub(mark, key)
    return key if len(key) >= 4 else None


def _unmixed(text: str) -> str:
    """Put words that mix Latin and Cyrillic letters of one look into one script.

    Scanned text and evasion write «Kурск» with a Latin K; a word whose letters of one script all
    have a double in the other is taken for the other.
    """
    if not _LATIN.search(text) or not _CYRILLIC.search(text):
        return text
    return " ".join(
        _one_script(word) if _LATIN.search(word) and _CYRILLIC.search(word) else word
        for word in text.split(" ")
    )


def _one_script(word: str) -> str:
    if all(char in _LOOKALIKES for char in _LATIN.findall(word)):
        return word.translate(_TO_CYRILLIC)
    if all(char in _LOOKALIKES.values() for char in _CYRILLIC.findall(word)):
        return word.translate(_TO_LATIN)
    return word


def _is_part_of(base: str) -> bool:
    """Whether a mark on this letter is part of it, as in Hindi or Japanese, not an accent."""
    return base.isalpha() and not unicodedata.name(base, "").startswith(_ACCENTED_SCRIPTS)


def _spaced(text: str) -> str:
    out: list[str] = []
    for char in text:
        if char.isalnum() or unicodedata.category(char).startswith("M"):
            out.append(char)
        elif char not in _APOSTROPHES and unicodedata.category(char) != "Cf":
            out.append(" ")
    return " ".join("".join(out).split())
