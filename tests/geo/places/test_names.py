"""Spellings that must meet, and properties no spelling may break."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geo.places import wording
from geo.places.names import normalise, romanised, script_of

ROMANISATIONS = [
    ("Уссурийск", ["Ussuriysk", "Ussurijsk", "Ussuriisk", "Usuriysk", "Уссурійськ"]),
    ("Хабаровск", ["Khabarovsk", "Habarovsk", "Khabarowsk", "Хабаровськ"]),
    ("Благовещенск", ["Blagoveshchensk", "Blagoveschensk", "Blagoveščensk", "Blagoweschtschensk"]),
    ("Владивосток", ["Vladivostok", "Wladiwostok"]),
    ("Донецк", ["Donetsk", "Doneck", "Donezk", "Донецьк"]),
    ("Запоріжжя", ["Zaporizhzhia", "Zaporizhzhya", "Zaporizhia"]),
]

CASES = [
    ("Донецьк", ["Донецька", "Донецьку", "Донецьком"]),
    ("Полтава", ["Полтави", "Полтаві", "Полтаву", "Полтавою"]),
    ("Уссурийск", ["Уссурийска", "Уссурийску", "Уссурийском", "Уссурийске"]),
    ("Київ", ["Києва", "Києву", "Києвом", "Києві"]),
    ("Харків", ["Харкова", "Харкову", "Харкові"]),
    ("Авдіївка", ["Авдіївки", "Авдіївці", "Авдіївку", "Авдіївкою"]),
    ("Россия", ["России", "Россию", "Россией"]),
    ("Суми", ["Сум", "Сумах", "Сумами"]),
]


@pytest.mark.parametrize(("name", "others"), ROMANISATIONS)
def test_romanisations_of_one_name_share_a_key(name: str, others: list[str]) -> None:
    assert {romanised(normalise(other)) for other in others} == {romanised(normalise(name))}


@pytest.mark.parametrize(("name", "forms"), CASES)
def test_case_forms_share_a_stem(name: str, forms: list[str]) -> None:
    stem = wording.noun_stem(normalise(name))
    assert stem is not None
    assert {wording.noun_stem(normalise(form)) for form in forms} == {stem}


def test_an_adjective_alone_is_no_form_of_a_town() -> None:
    assert wording.noun_stem("курской") is None
    assert wording.noun_stem("донецької") is None


@pytest.mark.parametrize(
    ("spelling", "key"),
    [
        ("  USSURIYSK ", "ussuriysk"),
        ("Ussu\u00adriysk", "ussuriysk"),  # soft hyphen
        ("\u202eKursk\u202c", "kursk"),  # direction marks
        ("Rostov\u00a0Oblast", "rostov oblast"),  # no-break space
        ("Куп’янськ", "купянськ"),
        ("Куп'янськ", "купянськ"),
        ("Wŏnsan", "wonsan"),
        ("Połtawa", "poltawa"),
        ("Артёмовск", "артемовск"),
        ("Київ", "київ"),  # ї is a letter
        ("Ｋｕｒｓｋ", "kursk"),  # full width
        ("Rostov–on—Don", "rostov on don"),
        ("평양", "평양"),
    ],
)
def test_what_carries_no_meaning_is_undone(spelling: str, key: str) -> None:
    assert normalise(spelling) == key
    assert normalise(unicodedata.normalize("NFD", spelling)) == key


@given(st.text(max_size=60))
@example("¨")
@example("İ")
@example("\u0301a")
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert "  " not in once
    assert once == once.strip()


@given(st.text(max_size=60))
def test_romanising_never_fails(text: str) -> None:
    key = romanised(normalise(text))
    assert key is None or len(key) >= 4


@given(st.text(alphabet="абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ", min_size=1, max_size=20))
def test_a_stem_is_never_too_short_to_trust(word: str) -> None:
    stem = wording.noun_stem(normalise(word))
    assert stem is None or len(stem) >= 3


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Kursk", "Latn"),
        ("Курск", "Cyrl"),
        ("쿠르스크", "Hang"),
        ("库尔斯克", "Hani"),
        ("12", "Zyyy"),
    ],
)
def test_scripts(text: str, script: str) -> None:
    assert script_of(text) == script


def test_korean_particles_come_off_one_by_one() -> None:
    assert wording.without_particles("도네츠크주에서는") == ["도네츠크주에서는", "도네츠크주"]
    assert wording.hangul_region("도네츠크주") == ("도네츠크", "주")
    assert wording.hangul_town("우수리스크시") == "우수리스크"
