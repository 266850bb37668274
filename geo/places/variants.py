"""Names that say the same in other words: compass words of all languages, Arabic spelt by ear.

"Kivu Utara", "Nord-Kivu" and «Північне Ківу» are one province; "Hodeidah" and "Al Hudaydah",
"El Facher" and "Al Fashir" one town each. Both rules lose much of a spelling, so a match by them
comes last before a guess at a slip of the pen. The parts of a key are "n kivu" (direction, then
the rest; "n kiv-" where cases change its last vowels: Indiana is not Indian) and "hudida"
(consonants, vowels reduced to three, no article).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from anyascii import anyascii

from geo.places import wording
from geo.places.names import romanised, script_of

_COMPASS = {
    "n": "north northern nord norte utara septentrional",
    "s": "south southern sud sul sur selatan meridional",
    "e": "east eastern est este leste ost timur oriental",
    "w": "west western ouest oeste barat occidental",
    "c": "central centre center tengah",
}
_DIRECTIONS = {word: mark for mark, words in _COMPASS.items() for word in words.split()}
_CYRILLIC_DIRECTIONS = {
    "північн": "n", "северн": "n", "південн": "s", "южн": "s", "східн": "e", "восточн": "e",
    "західн": "w", "западн": "w", "центральн": "c",
}  # fmt: skip
_LAST_VOWELS = "aeiouy"  # differ from case to case and from language to language
_LONGEST_ENDING = 3  # of a Cyrillic adjective: північн-ого

_ARTICLES = frozenset("al el as ash ar an at ad az es esh er en ed ez ul il".split())
_SPANISH = frozenset("el es en il".split())  # as a first word: El Paso
_VOWELS = re.compile(r"[aeiouwy]+")
_DOUBLED = re.compile(r"(.)\1+")
_LETTERS = (
    ("kh", "x"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("sh", "S"), ("ch", "S"), ("dj", "j"),
    ("q", "k"), ("c", "k"), ("v", "f"), ("p", "b"),
)  # fmt: skip
_GLUED_ARTICLE = re.compile(r"[aei]([dnrstz])(?=\1)")  # Deir Ezzor, in full ez-Zor
MIN_LETTERS = 5
MIN_CONSONANTS, MIN_WITH_ARTICLE = 3, 2


def filed_variants(words: tuple[str, ...], is_point: bool) -> Iterator[str]:
    """The keys a listed name is also filed under: areas by direction, any article by ear."""
    if not is_point:
        yield from _by_direction(words, listed=True)
    arabic = words[0] in _ARTICLES - _SPANISH or not _ARTICLES.isdisjoint(words[1:])
    if len(words) > 1 and arabic and (key := _by_ear(words)):
        yield key


def asked_variants(words: tuple[str, ...]) -> Iterator[str]:
    """The keys a spelling is also looked up by."""
    yield from _by_direction(words, listed=False)
    if sum(map(len, words)) >= MIN_LETTERS and (key := _by_ear(words)):
        yield key


def _by_direction(words: tuple[str, ...], *, listed: bool) -> Iterator[str]:
    """Direction and rest; of Cyrillic also without the vowels that change from case to case."""
    if not 2 <= len(words) <= 4:
        return
    for at in (0, -1):
        mark = _direction(words[at])
        if mark is None:
            continue
        rest = words[1:] if at == 0 else words[:-1]
        forms, inflects = {" ".join(rest)}, script_of(rest[0]) == "Cyrl"
        if inflects:
            forms |= set(wording.phrase_stems(rest, listed=True))
        keys = {romanised(form) or form for form in forms}
        if listed or inflects:
            keys |= {f"{key.rstrip(_LAST_VOWELS)}-" for key in keys}
        yield from (f"{mark} {key}" for key in sorted(keys))


def _direction(word: str) -> str | None:
    if word.isascii():
        return _DIRECTIONS.get(word)
    for stem, mark in _CYRILLIC_DIRECTIONS.items():
        if word.startswith(stem) and len(word) - len(stem) <= _LONGEST_ENDING:
            return mark
    return None


def _by_ear(words: tuple[str, ...]) -> str | None:
    """The skeleton of an Arabic name in Latin or Cyrillic letters; None if too little is left."""
    parts: list[str] = []
    for word in words:
        text = word if word.isascii() else anyascii(word).lower().replace("'", "")
        if text in _ARTICLES:
            continue
        if not (text.isascii() and text.isalpha()):
            return None
        if parts:
            text = _GLUED_ARTICLE.sub("", text, count=1) if _GLUED_ARTICLE.match(text) else text
        for letters, mark in _LETTERS:
            text = text.replace(letters, mark)
        text = _VOWELS.sub(_vowel, _DOUBLED.sub(r"\1", text))
        parts.append(text[:-1] if text.endswith(("ah", "ih")) else text)
    key = " ".join(parts)
    consonants = sum(char not in "aiu " for char in key)
    least = MIN_CONSONANTS if _ARTICLES.isdisjoint(words) else MIN_WITH_ARTICLE
    return f"' {key}" if consonants >= least else None


def _vowel(run: re.Match[str]) -> str:
    letters = run[0]
    if not set(letters).isdisjoint("ouw"):
        return "u"
    return "i" if not set(letters).isdisjoint("eiy") else "a"
