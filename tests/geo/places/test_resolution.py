"""What analysts type and what must come of it, case by case, with reasons."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.places import Resolution, Status, load_gazetteer

GAZETTEER = load_gazetteer()

# The seven towns of the five articles, the oblasts and areas they name, and their namesakes.
RESOLVED = {
    "ussuriysk": "Ussuriysk Ussurijsk Ussuriisk USSURIYSK Уссурийск Уссурийске Уссурийском "
    "Уссурійську 우수리스크 우수리스크시 우수리스크시에 우수리스크에서",
    "vladivostok": "Vladivostok Wladiwostok Владивостоке Владивостоком Владивостоці "
    "블라디보스토크로",
    "khabarovsk": "Khabarovsk Khabarowsk Chabarovsk Хабаровске Хабаровську 하바롭스크",
    "blagoveshchensk": "Blagoveshchensk Blagoveschensk Blagoveščensk Благовещенске 블라고베셴스크",
    "donetsk": "Donetsk Donezk Донецьк Донецьку Донецька Донецке Донецком 도네츠크에서",
    "kursk": "Kursk Курск Курску Курськ Курську 쿠르스크 Koursk",
    "poltava": "Poltava Полтаві Полтавою Полтаву Полтавы Połtawa 폴타바",
    "kyiv": "Kyiv Kiev Києві Києва Киеве 키이우",
    "kharkiv": "Kharkiv Kharkov Харкові Харькове Харкова",
    "moscow": "Moscow Moskow Moskwa Москве Москвою 모스크바",
    "russia": "Russia Rusia Росії России Россией 러시아",
    "north-korea": "DPRK Korut КНДР 북한 북한이 북한에서",
    "donbas": "Donbas Donbass Донбасі Донбассе 돈바스",
    "crimea": "Crimea Krimea Крим Криму Крыму 크림반도",
    "poltava-oblast": "Полтавщина Полтавщині Полтавщину",
    "donetsk-oblast": "Донеччина Донеччині 도네츠크주 도네츠크주에",
    "kursk-oblast": "Курщина Курщині 쿠르스크주 쿠르스크주에서는",
}

PHRASES = [
    ("у Донецьку", "donetsk"),
    ("в Уссурийске", "ussuriysk"),
    ("near Ussuriysk", "ussuriysk"),
    ("dekat Ussuriysk", "ussuriysk"),
    ("Kursk's", "kursk"),
    ("kota Kursk", "kursk"),
    ("city of Donetsk", "donetsk"),
    ("м. Донецьк", "donetsk"),
    ("wilayah Poltava", "poltava-oblast"),
    ("wilayah Poltava, Ukraina", "poltava-oblast"),
    ("Poltava Oblast", "poltava-oblast"),
    ("Poltava region", "poltava-oblast"),
    ("Oblast Poltava", "poltava-oblast"),
    ("Poltavska oblast", "poltava-oblast"),
    ("Полтавській області", "poltava-oblast"),
    ("Полтавская область", "poltava-oblast"),
    ("в Курской области", "kursk-oblast"),
    ("Курская обл.", "kursk-oblast"),
    ("wilayah Kursk", "kursk-oblast"),
    ("Kurskaya Oblast'", "kursk-oblast"),
    ("쿠르스크 지역", "kursk-oblast"),
    ("wilayah Donetsk", "donetsk-oblast"),
    ("Донецької області", "donetsk-oblast"),
    ("Khabarovsk Krai", "khabarovsk-krai"),
    ("Хабаровском крае", "khabarovsk-krai"),
    ("하바롭스크 지방", "khabarovsk-krai"),
    ("Primorsky Kray", "primorsky-krai"),
    ("Приморском крае", "primorsky-krai"),
    ("연해주", "primorsky-krai"),
    ("Amur Oblast", "amur-oblast"),
    ("Timur Jauh Rusia", "russian-far-east"),
    ("Rusia timur", "russian-far-east"),
    ("eastern Russia", "russian-far-east"),
    ("Дальнем Востоке", "russian-far-east"),
    ("Далекому Сході", "russian-far-east"),
    ("러시아 극동", "russian-far-east"),
    ("wilayah perbatasan Rusia-Ukraina", "russia-ukraine-border"),
    ("Russia–Ukraine border", "russia-ukraine-border"),
    ("Ukraina timur", "eastern-ukraine"),
    ("garis depan Ukraina", "front-line-ukraine"),
    ("occupied territories of Ukraine", "occupied-ukraine"),
    ("wilayah Rusia", "russia"),
    ("Republic of Korea", "south-korea"),
    ("Северной Корее", "north-korea"),
    ("Washington, D.C.", "washington"),
    ("U.S.", "united-states"),
    ("Чёрном море", "black-sea"),
    # qualifiers
    ("Donetsk, Rostov Oblast", "donetsk-rostov"),
    ("Donetsk (Russia)", "donetsk-rostov"),
    ("Donetsk in Rostov Oblast", "donetsk-rostov"),
    ("Rostov Oblast, Donetsk", "donetsk-rostov"),
    ("Донецк, Ростовская область", "donetsk-rostov"),
    ("Donetsk, Ukraine", "donetsk"),
    ("Donetsk, Ukraina timur", "donetsk"),
    ("Blagoveshchensk, Bashkortostan", "blagoveshchensk-bashkortostan"),
    ("Благовещенск в Амурской области", "blagoveshchensk"),
    ("Kursk di Rusia", "kursk"),
    ("Kursk Rusia", "kursk"),
    ("러시아 쿠르스크", "kursk"),
    ("러시아 쿠르스크주에", "kursk-oblast"),
    ("Donetsk Rostov Oblast", "donetsk-rostov"),
    ("Moscow region", "moscow-oblast"),
    ("Подмосковье", "moscow-oblast"),
    ("Kursk Oblast, Russia", "kursk-oblast"),
]


def resolve(name: str, context: str | None = None, country: str | None = None) -> Resolution:
    return GAZETTEER.resolve(name, context=context, country=country)


@pytest.mark.parametrize(
    ("name", "id"),
    [(name, key) for key, names in RESOLVED.items() for name in names.split()] + PHRASES,
)
def test_a_name_resolves_to_the_place_an_analyst_expects(name: str, id: str) -> None:
    answer = resolve(name)
    assert answer.place is not None, answer.reasons
    assert (answer.place.id, answer.status) == (id, Status.RESOLVED), answer.reasons
    assert answer.reasons
    assert all(reason.endswith(".") for reason in answer.reasons)


def test_every_listed_name_finds_its_place_among_the_candidates() -> None:
    for place in GAZETTEER.places:
        for name in place.names:
            found = [candidate.place.id for candidate in resolve(name.text).candidates]
            assert place.id in found, (place.id, name)


@pytest.mark.parametrize(
    "name",
    [
        "NATO",
        "Kvenlandia",
        "Rusia Ukraina",
        "Russia Ukraine war",
        "Kremlin",
        "the West",
        "x",
        "12",
    ],
)
def test_an_unknown_name_is_not_guessed(name: str) -> None:
    answer = resolve(name)
    assert answer.status is Status.UNRESOLVED
    assert answer.place is None
    assert answer.candidates == ()
    assert "No place of this name" in answer.reasons[0]


def test_the_runner_up_is_always_visible() -> None:
    answer = resolve("Donetsk")
    assert [c.place.id for c in answer.candidates][:2] == ["donetsk", "donetsk-rostov"]
    assert any("Runner-up: Donetsk (Rostov Oblast), Russia" in r for r in answer.reasons)
    assert answer.candidates[0].score > answer.candidates[1].score > 0


def test_a_region_word_is_named_as_the_reason_for_the_level() -> None:
    assert any("“wilayah” says that the region" in r for r in resolve("wilayah Kursk").reasons)
    assert any("bare name is read as the town" in r for r in resolve("Kursk").reasons)


@pytest.mark.parametrize(
    ("name", "id"),
    [("Amur", "river-amur"), ("Курской", "kursk-oblast"), ("wilayah Ussuriysk", "ussuriysk")],
)
def test_the_wrong_level_is_only_a_guess(name: str, id: str) -> None:
    answer = resolve(name)
    assert answer.status is Status.AMBIGUOUS
    assert answer.place is not None
    assert answer.place.id == id


@pytest.mark.parametrize(
    ("name", "id"), [("Vladivostk", "vladivostok"), ("Blagoveshchenks", "blagoveshchensk")]
)
def test_a_misspelling_is_a_marked_guess_and_less_sure(name: str, id: str) -> None:
    answer = resolve(name)
    assert answer.status is Status.AMBIGUOUS
    assert answer.place is not None
    assert answer.place.id == id
    assert answer.candidates[0].score <= 0.7
    assert any("spelled nearly like" in reason for reason in answer.reasons)


@pytest.mark.parametrize("name", ["Kursj", "Sumq", "Kiew1", "Lviv2"])
def test_short_names_are_never_matched_loosely(name: str) -> None:
    assert all(c.score > 0.9 for c in resolve(name).candidates)


def test_a_qualifier_is_a_filter() -> None:
    answer = resolve("Donetsk, Japan")
    assert answer.status is Status.UNRESOLVED
    assert any("known: Donetsk, Ukraine" in reason for reason in answer.reasons)
    assert resolve("Donetsk Oblast, Russia").status is Status.UNRESOLVED


def test_an_unknown_qualifier_leaves_doubt() -> None:
    answer = resolve("Donetsk, Mordor")
    assert answer.status is Status.AMBIGUOUS
    assert any("Mordor" in reason for reason in answer.reasons)


@pytest.mark.parametrize("country", ["RU", "ru", " RU "])
def test_country_is_a_filter(country: str) -> None:
    answer = resolve("Donetsk", country=country)
    assert answer.status is Status.RESOLVED
    assert [c.place.id for c in answer.candidates] == ["donetsk-rostov"]


@pytest.mark.parametrize("country", ["JP", "Russia", "R", "<b>"])
def test_a_country_without_such_a_place_or_name_abstains(country: str) -> None:
    answer = resolve("Donetsk", country=country)
    assert answer.status is Status.UNRESOLVED
    assert answer.reasons


def spans(text: str, *names: str) -> list[tuple[str, int, int]]:
    found, position = [], 0
    for name in names:
        start = text.index(name, position)
        position = start + len(name)
        found.append((name, start, position))
    return found


def test_json_is_that_of_the_contract() -> None:
    answer = resolve("Донецьку").to_json("7")
    assert list(answer) == ["id", "query", "status", "place", "candidates", "reasons"]
    assert answer["id"] == "7"
    keys = ["id", "name", "level", "country", "admin1", "lon", "lat", "radius_km"]
    assert list(answer["place"]) == keys
    assert list(answer["candidates"][0]) == [*keys, "score"]
    assert resolve("Nowhere").to_json() == {
        "id": None,
        "query": "Nowhere",
        "status": "unresolved",
        "place": None,
        "candidates": [],
        "reasons": list(resolve("Nowhere").reasons),
    }


HOSTILE = [
    "",
    " ",
    "\x00",
    "<script>alert(1)</script>",
    "${alert(1)}`",
    "javascript:alert(1)",
    "a" * 10_000,
    "Donetsk " * 20,
    "in " * 60,
    "(" * 150,
    ",,,(,)",
    "'" * 100,
    "🙂" * 100,
    "\u202eKursk\u202c\u200f",
    "\ud800",
    "ﷺ" * 100,
    "к" * 200,
    "주" * 200,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_hostile_text_gets_a_short_answer(text: str) -> None:
    answer = resolve(text, text * 3, text[:2])
    GAZETTEER.resolve_all([(text, 0, len(text)), (text, 5, 2), (text, -9, 10**9)], text)
    assert all(len(reason) < 400 for reason in answer.reasons)
    assert not any("\u202e" in reason for reason in answer.reasons)


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_text_breaks_it(name: str, context: str) -> None:
    answer = resolve(name, context)
    assert (answer.place is None) == (answer.status is Status.UNRESOLVED)
    scores = [candidate.score for candidate in answer.candidates]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_answers_do_not_depend_on_what_was_asked_before() -> None:
    fresh = load_gazetteer()
    for name in ("Donetsk", "Kursk", "Vladivostk"):
        assert fresh.resolve(name) == resolve(name)
