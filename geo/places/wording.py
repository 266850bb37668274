"""The words around a name that say what kind of place is meant, and its grammatical dress.

Region words ("oblast", "wilayah", "область", "주") set the level, they are never dropped without a
word; town words ("kota", "місто") do the same for settlements. Prepositions and Korean particles
only tie the name into its sentence. All words are given as `names.normalise` leaves them.
"""

from __future__ import annotations

import re


def _words(text: str) -> tuple[str, ...]:
    """A table of words, longest first, so that the first ending that fits is the longest."""
    return tuple(sorted(text.split(), key=len, reverse=True))


# Formal words name an administrative unit; loose ones any stretch of land around something.
FORMAL_REGION_WORDS = frozenset(
    _words(
        "oblast oblasti krai kray republic province provinsi prov okrug governorate voivodeship "
        "state prefecture "
        "область области областью областю області обл край края краю краем краї крае "
        "республика республики республике республику республикой республіка республіки республіці "
        "республіку республікою округ округа округе округу округом провинция провинции провінція "
        "провінції 주 변경주 변강주 공화국 자치주"
    )
)
LOOSE_REGION_WORDS = frozenset(
    _words(
        "region regions territory wilayah daerah kawasan teritori регион региона регионе "
        "регіон регіону регіоні територія території территория территории территорию "
        "지방 지역 영토"
    )
)
REGION_WORDS = FORMAL_REGION_WORDS | LOOSE_REGION_WORDS
TOWN_WORDS = frozenset(
    _words(
        "city town township twp village borough kota "
        "город города городе городу городом г місто міста місті місту містом м "
        "село села селі селе смт пгт 시"
    )
)
SHORTENED = {"mt": "mount", "ft": "fort", "st": "saint", "ste": "sainte", "pt": "point"}
"""First words of names as print shortens them."""
PREPOSITIONS = frozenset(
    _words("the in at to from of inside into di ke dari dalam в во у на из к до з із зі від по 内")
)
RELATION_WORDS = frozenset(
    _words(
        "near around outside close dekat sekitar под возле около рядом біля поблизу під неподалік"
    )
)

_PARTICLES = _words(
    "에서의 에서는 에서도 에서 에는 에도 에 으로의 으로 로의 로 까지 부터 의 은 는 "
    "이 가 을 를 와 과 도 측 군 내 쪽 인근 근처 주변"
)
_HANGUL_REGIONS = ("변경주", "변강주", "자치주", "지방", "지역", "주")
_NOUN_ENDINGS = _words(
    "ами ями ией ією иею еей еєю ьем ьям ея еи ее еї ах ях ам ям ом ем єм ою ею єю ой ей ия ии ию "
    "ія ії ію ье ья ью а я о е є у ю ы и і ь й"
)
_ADJECTIVE_ENDINGS = _words(
    "ая яя ой ей ую юю ою ею ий ый ій ого его ому ему им ым ом ем ое ее ея еи еї ої ьої ія "
    "их ых ії ім е а у і я"
)
_ADJECTIVE = re.compile(r"(?:ск|цк|ськ|цьк)(?:ой|ою|ей|ая|ую|ої|ий|ого|ому|им|ое)$")
_LATIN_ADJECTIVE = re.compile(r"(?<=[sc]k)(?:aia|aa|a|oi|oe|ogo|omu|ii|i|im|ui|uiu|ou|e)$")
_CLOSED_SYLLABLE = re.compile(r"і([^аеиіоуяюєї])$")  # Харків, Харкова; Схід, Сході


def noun_stem(word: str) -> str | None:
    """What stays the same of a Cyrillic name through the cases: "донецьк" of Донецьку.

    None for an adjective ("курской" alone names no town) and for stems under three letters.
    """
    if _ADJECTIVE.search(word):
        return None
    return _even(_cut(word, _NOUN_ENDINGS))


def phrase_stem(words: tuple[str, ...]) -> str | None:
    """The stems of a Cyrillic phrase, adjectives included: "курск" of «Курской» (области)."""
    stems = [
        _even(_cut(word, _ADJECTIVE_ENDINGS if _ADJECTIVE.search(word) else _ALL_ENDINGS))
        for word in words
    ]
    return None if None in stems else " ".join(stem for stem in stems if stem)


def without_particles(word: str) -> list[str]:
    """A Korean word, then the same without one and without two of the particles at its end."""
    forms = [word]
    for _ in range(2):
        tail = next((p for p in _PARTICLES if forms[-1].endswith(p)), None)
        if tail is None or len(forms[-1]) - len(tail) < 2:
            break
        forms.append(forms[-1][: -len(tail)])
    return forms


def latin_region_stem(key: str) -> str:
    """Take the adjective ending off a romanised region name: "kursk" of Kurskaya (Oblast).

    Takes and gives keys of `names.romanised`, where y and j are i.
    """
    return _LATIN_ADJECTIVE.sub("", key)


def hangul_region(word: str) -> tuple[str, str] | None:
    """Split "도네츠크주" into the name and its region suffix; None when it has none."""
    for suffix in _HANGUL_REGIONS:
        if word.endswith(suffix) and len(word) - len(suffix) >= 2:
            return word[: -len(suffix)], suffix
    return None


def hangul_town(word: str) -> str | None:
    """Give "우수리스크" of "우수리스크시"; None without the suffix for a town."""
    return word[:-1] if word.endswith("시") and len(word) >= 4 else None


def _cut(word: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def _even(stem: str) -> str | None:
    """Undo the Ukrainian change of vowel in a closed syllable; refuse stems too short to trust."""
    if stem.endswith("їв"):
        stem = f"{stem[:-2]}єв"
    stem = _CLOSED_SYLLABLE.sub(r"о\1", stem)
    if stem.endswith("ц") and len(stem) > 4:  # Авдіївка, в Авдіївці
        stem = f"{stem[:-1]}к"
    return stem if len(stem) >= 3 else None


_ALL_ENDINGS = tuple(sorted({*_NOUN_ENDINGS, *_ADJECTIVE_ENDINGS}, key=len, reverse=True))
