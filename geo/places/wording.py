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
        "провінції 주 변경주 변강주 공화국 자치주 州 省 邦 边疆区 邊疆區 共和国 共和國"
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
        "pelabuhan город города городе городу городом г місто міста місті місту містом м "
        "село села селі селе смт пгт поселок поселка поселке селище селища селищі "
        " 시 항 市"
    )
)
WATER_WORDS = frozenset(
    _words(
        "sea ocean gulf bay strait straits lake river sound channel canal "
        "laut samudra teluk selat danau sungai terusan "
        "море моря морі океан залив затока пролив протока озеро река річка канал"
    )
)
DOUBLE_REGION_WORDS = frozenset(("negara bagian", "daerah istimewa"))
"""Region words of two words, before the name."""
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
_GLUED_REGIONS = (
    "변경주", "변강주", "자치주", "공화국", "지방", "지역", "주",
    "边疆区", "邊疆區", "共和国", "共和國", "地区", "地區", "州", "省", "邦",
)  # fmt: skip
_GLUED_TOWNS = (("시", 3), ("항", 2), ("市", 2))
_MASCULINE = ("ого", "ому", "ий")
ADJECTIVE = "+"
ZERO = "*"
"""Marks the stem of a plural whose genitive is the bare stem."""
_CONSONANTS = frozenset("бвгґджзклмнпрстфхцчшщ")
_HARDENED = {"г": "з", "х": "с"}  # both forms meet in the softened one
_NOUN_ENDINGS = _words(
    "ами ями еи ее еї ах ях ам ям ом ем єм ою ею єю ой ей ью ьє ье ья ьем ьям я а о е є у ю ы и і "
    "ї й ь"
)
_ADJECTIVE_ENDINGS = _words(
    "ая яя ой ей ую юю ою ею ий ый ій ого его ому ему им ым ими ыми ом ем ое ее ие ые ея еи еї ої "
    "ьої ія их ых ії ім е а у і я"
)
_ADJECTIVE = re.compile(r"(?:ск|цк|ськ|цьк)(?:ой|ою|ей|ая|ую|ої|ий|ого|ому|им|ое)$")
_LATIN_ADJECTIVE = re.compile(r"(?<=[sc]k)(?:aia|aa|a|oi|oe|ogo|omu|ii|i|im|ui|uiu|ou|e)$")
_CLOSED_SYLLABLE = re.compile(r"і([^аеиіоуяюєї])$")  # Харків, Харкова; Схід, Сході


def noun_stems(word: str, *, listed: bool) -> tuple[str, ...]:
    """What stays the same of a Cyrillic name through the cases: "донецьк" of Донецьку.

    A `listed` name in a consonant is its own stem as well (Амстердам is no case of Амстерд), and
    one in и or і may be a plural, whose genitive has no ending: its stem is also filed with a star
    (Суми, Сум), which is all that an asked word without an ending is looked up by. An adjective
    names a town only if the town's name is one (Хмельницький, у Хмельницькому): its stem has a
    plus. The feminine has none: "курской" alone is a region. Stems have three letters or more.
    """
    if _ADJECTIVE.search(word):
        return (_cut(word, _MASCULINE) + ADJECTIVE,) if word.endswith(_MASCULINE) else ()
    cut = _cut(word, _NOUN_ENDINGS)
    stems = [cut] if cut != word else []
    if word[-1] in _CONSONANTS:
        stems.append(word if listed else f"{word}{ZERO}")
    elif listed and word[-1] in "иыі" and cut != word:
        stems.append(f"{cut}{ZERO}")
    return _evened(stems, listed=listed)


def phrase_stems(words: tuple[str, ...], *, listed: bool) -> tuple[str, ...]:
    """The stems of a Cyrillic phrase, adjectives included: "курск" of «Курской» (области).

    A `listed` phrase is also filed with its words in consonants as they are: космодром.
    """
    shortest = 3 if len(words) == 1 else 2
    cut = [
        _cut(word, _ADJECTIVE_ENDINGS if _ADJECTIVE.search(word) else _ALL_ENDINGS, shortest)
        for word in words
    ]
    forms = [cut]
    if listed:
        forms.append(
            [
                word if word[-1] in _CONSONANTS else stem
                for word, stem in zip(words, cut, strict=True)
            ]
        )
    evened = [[_even(stem) for stem in form] for form in forms]
    return tuple(
        dict.fromkeys(
            " ".join(form) for form in evened if all(len(stem) >= shortest for stem in form)
        )
    )


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


def glued_region(word: str) -> tuple[str, str] | None:
    """Split "도네츠크주" or "库尔斯克州" into the name and its region suffix; None without one."""
    for suffix in _GLUED_REGIONS:
        if word.endswith(suffix) and len(word) - len(suffix) >= 2:
            return word[: -len(suffix)], suffix
    return None


def glued_town(word: str) -> tuple[str, str] | None:
    """Split "우수리스크시" (town), "나진항" (port) or "顿涅茨克市"; None without such a suffix."""
    for suffix, shortest in _GLUED_TOWNS:
        if word.endswith(suffix) and len(word) - len(suffix) >= shortest:
            return word[: -len(suffix)], suffix
    return None


def _cut(word: str, endings: tuple[str, ...], shortest: int = 3) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            return word[: -len(ending)]
    return word


def _evened(stems: list[str], *, listed: bool) -> tuple[str, ...]:
    """The stems evened; of a listed name in a closed syllable also with е: Бердичів, Бердичева."""
    found = [_even(stem) for stem in stems]
    if listed:
        found += [_CLOSED_SYLLABLE.sub(r"е\1", stem) for stem in stems]
    return tuple(dict.fromkeys(stem for stem in found if len(stem.rstrip(ZERO)) >= 3))


def _even(stem: str) -> str:
    """Undo the changes of sound before an ending, so that all cases have one stem.

    Ukrainian vowels of closed syllables (Харків, Харкова; Київ, Києва) and consonants softened
    before і (Авдіївка, Авдіївці; Кривий Ріг, у Кривому Розі; Волноваха, Волновасі).
    """
    if stem.endswith("їв"):
        stem = f"{stem[:-2]}єв"
    stem = _CLOSED_SYLLABLE.sub(r"о\1", stem)
    if stem.endswith("ц") and len(stem) > 4:
        stem = f"{stem[:-1]}к"
    return stem[:-1] + _HARDENED.get(stem[-1], stem[-1]) if stem else stem


_ALL_ENDINGS = tuple(sorted({*_NOUN_ENDINGS, *_ADJECTIVE_ENDINGS}, key=len, reverse=True))
