"""Spellings that must meet, and properties no spelling may break."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geo.places import wording
from geo.places.names import normalise, romanised, script_of
from geo.places.variants import asked_variants, filed_variants

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
    ("Амстердам", ["Амстердаме", "Амстердамом"]),
    ("Прага", ["Празі", "Праги"]),
    ("Волноваха", ["Волновасі", "Волновахи"]),
    ("Бердичів", ["Бердичева", "Бердичеві"]),
    ("Хмельницький", ["Хмельницького", "Хмельницькому"]),
    ("Часов Яр", ["Часовом Яре", "Часова Яра"]),
    ("Кривий Ріг", ["Кривого Рогу", "Кривому Розі"]),
    ("космодром Восточный", ["космодроме Восточный", "космодроме Восточном"]),
]


@pytest.mark.parametrize(("name", "others"), ROMANISATIONS)
def test_romanisations_of_one_name_share_a_key(name: str, others: list[str]) -> None:
    assert {romanised(normalise(other)) for other in others} == {romanised(normalise(name))}


@pytest.mark.parametrize(("name", "forms"), CASES)
def test_case_forms_share_a_stem(name: str, forms: list[str]) -> None:
    filed = stems(name, listed=True)
    for form in forms:
        assert filed & stems(form, listed=False), form


def stems(name: str, *, listed: bool) -> set[str]:
    words = tuple(normalise(name).split())
    if len(words) == 1:
        return set(wording.noun_stems(words[0], listed=listed))
    return set(wording.phrase_stems(words, listed=listed))


def test_an_adjective_alone_is_no_form_of_a_town() -> None:
    assert not stems("курской", listed=False)
    assert not stems("донецької", listed=False)
    assert not stems("Курскому", listed=False) & stems("Курск", listed=True)


@pytest.mark.parametrize(
    ("asked", "listed"), [("Путин", "Путина"), ("Нигер", "Нигерия"), ("Киев", "Киева")]
)
def test_without_an_ending_only_a_plural_is_met(asked: str, listed: str) -> None:
    assert not stems(asked, listed=False) & stems(listed, listed=True)


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        (("deir", "el", "balah"), ("dayr", "al", "balah")),
        (("hodeidah",), ("al", "hudaydah")),
        (("el", "facher"), ("al", "fashir")),
        (("nabatiyeh",), ("an", "nabatiyah")),
        (("аль", "фашир"), ("al", "fashir")),
    ],
)
def test_arabic_names_meet_by_ear(asked: tuple[str, ...], listed: tuple[str, ...]) -> None:
    assert set(asked_variants(asked)) & set(filed_variants(listed, is_point=True))


@pytest.mark.parametrize(
    "asked",
    ["Kivu Utara", "North Kivu", "Северное Киву", "Північному Ківу", "Nord-Kivu"],
)
def test_compass_words_of_all_languages_meet(asked: str) -> None:
    listed = set(filed_variants(("nord", "kivu"), is_point=False))
    assert listed & set(asked_variants(tuple(normalise(asked).split())))
    assert not set(filed_variants(("south", "kivu"), is_point=False)) & listed
    assert not set(filed_variants(("nord", "kivu"), is_point=True)) & listed


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
    for listed in (True, False):
        assert all(len(stem.rstrip("*+")) >= 3 for stem in stems(word, listed=listed))


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
    assert wording.glued_region("도네츠크주") == ("도네츠크", "주")
    assert wording.glued_region("库尔斯克州") == ("库尔斯克", "州")
    assert wording.glued_town("우수리스크시") == ("우수리스크", "시")
    assert wording.glued_town("나진항") == ("나진", "항")
