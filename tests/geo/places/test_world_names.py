"""The names of the world as this week's news writes them, and what is no name."""

from __future__ import annotations

import pytest

from geo.places import Resolution, Status, load_gazetteer
from geo.places.noise import is_name
from geo.places.slips import one_slip_away

GAZETTEER = load_gazetteer()

# name -> (country, part of the shown name)
NEWS = {
    "Paris": ("FR", "Paris"),
    "Paris, Texas": ("US", "Paris"),
    "Tripoli": ("LY", "Tripoli"),
    "Tripoli in Libanon": ("LB", "Tripoli"),
    "Springfield, Ill.": ("US", "Springfield"),
    "Berlin": ("DE", "Berlin"),
    "Берліні": ("DE", "Berlin"),
    "Варшаві": ("PL", "Warsaw"),
    "Париже": ("FR", "Paris"),
    "Тегеране": ("IR", "Tehran"),
    "Пекине": ("CN", "Beijing"),
    "Киеве": ("UA", "Kyiv"),
    "Житомирі": ("UA", "Zhytomyr"),
    "Тернополі": ("UA", "Ternopil"),
    "Миколаєві": ("UA", "Mykola"),
    "Львівщина": ("UA", "Lviv Oblast"),
    "Закарпатті": ("UA", "Zakarpattia"),
    "Мурманской области": ("RU", "Murmansk Oblast"),
    "Краснодарском крае": ("RU", "Krasnodar Krai"),
    "Татарстане": ("RU", "Tatarstan"),
    "Гомельской области": ("BY", "Gomel"),
    "평안북도": ("KP", "North Pyongan"),
    "함경북도에서": ("KP", "North Hamgyong"),
    "경기도": ("KR", "Gyeonggi"),
    "부산": ("KR", "Busan"),
    "파리": ("FR", "Paris"),
    "런던에서": ("GB", "London"),
    "Jawa Timur": ("ID", "East Java"),
    "provinsi Jawa Barat": ("ID", "West Java"),
    "Surabaya": ("ID", "Surabaya"),
    "Makassar": ("ID", "Makassar"),
    "Laut Natuna Utara": (None, "Natuna"),
    "Jalur Gaza": ("PS", "Gaza Strip"),
    "Tepi Barat": ("PS", "West Bank"),
    "секторе Газа": ("PS", "Gaza Strip"),
    "Strait of Hormuz": (None, "Hormuz"),
    "Selat Taiwan": (None, "Taiwan Strait"),
    "호르무즈 해협": (None, "Hormuz"),
    "Керченский пролив": (None, "Kerch Strait"),
    "Darfur": ("SD", "Darfur"),
    "Sahel": (None, "Sahel"),
    "한반도": (None, "Korean Peninsula"),
    "Timur Tengah": (None, "Middle East"),
    "Engels-2": ("RU", "Engels"),
    "Khmeimim": ("SY", "Hmeimim"),
    "космодром Восточный": ("RU", "Vostochny"),
    "동창리": ("KP", "Sohae"),
    "풍계리": ("KP", "Punggye"),
    "ЗАЭС": ("UA", "Nuclear"),
    "Jerman": ("DE", "Germany"),
    "Prancis": ("FR", "France"),
    "Німеччині": ("DE", "Germany"),
    "Великобритании": ("GB", "United Kingdom"),
    "독일": ("DE", "Germany"),
    "Texas": ("US", "Texas"),
    "Calif.": ("US", "California"),
    "DRC": ("CD", "Congo"),
    "Georgia": ("GE", "Georgia"),
    "Lake Ontario": (None, "Ontario"),
    "Tarrant County": ("US", "Tarrant County"),
    "Bavaria": ("DE", "Bavaria"),
}  # fmt: skip


@pytest.mark.parametrize("name", NEWS)
def test_the_news_is_understood(name: str) -> None:
    country, shown = NEWS[name]
    answer = GAZETTEER.resolve(name)
    assert answer.place is not None, answer.reasons
    assert answer.place.country == (country or ""), (answer.place, answer.reasons)
    assert shown in answer.place.name
    assert answer.reasons
    assert all(reason.endswith(".") for reason in answer.reasons)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Paris", True),
        ("Киев", True),
        ("서울", True),
        ("LON", False),  # an airport
        ("CDG", False),
        ("RU-MOW", True),
        ("https://en.wikipedia.org/wiki/Paris", False),
        ("lai sai si ka er de", False),  # a machine's romanisation
        ("The", False),
        ("Ii", False),
        ("Sector 7", False),
        ("Centro", True),
        ("Center", False),
    ],
)
def test_noise_is_told_by_a_rule(text: str, kept: bool) -> None:
    assert is_name(text) is kept


def test_a_slip_is_mended_by_looking_up() -> None:
    known = {"=vladivostok", "=vladivostk", "=ladivostok"}
    assert one_slip_away("vladivostk", known.__contains__) == ["=vladivostok"]
    assert one_slip_away("vladivotsok", known.__contains__) == ["=vladivostok"]
    assert one_slip_away("xladivostok", known.__contains__) == []  # never the first letter
    assert one_slip_away("a" * 500, known.__contains__) == []


def resolve_all(text: str, *names: str) -> list[Resolution]:
    spans, position = [], 0
    for name in names:
        start = text.index(name, position)
        position = start + len(name)
        spans.append((name, start, position))
    return GAZETTEER.resolve_all(spans, text)


def admin1(answers: list[Resolution]) -> list[str | None]:
    return [answer.place.admin1 if answer.place else None for answer in answers]


def test_a_misspelling_needs_a_context_that_lies_there() -> None:
    assert GAZETTEER.resolve("Novosibrisk").status is not Status.RESOLVED
    text = "Protests in Stuttgrat and Munich, Germany."
    answer, *_ = resolve_all(text, "Stuttgrat", "Munich", "Germany")
    assert answer.place is not None
    assert answer.place.name == "Stuttgart"
    assert answer.status is Status.AMBIGUOUS
    assert any("spelled nearly like" in reason for reason in answer.reasons)
    far = "Protests in Stuttgrat and Lima, Peru."
    assert resolve_all(far, "Stuttgrat")[0].status is Status.UNRESOLVED


def test_company_decides_between_namesakes() -> None:
    text = "A bus left Plano for Paris and Sherman on Monday, Dallas police said."
    assert admin1(resolve_all(text, "Plano", "Paris", "Sherman", "Dallas")) == ["US.TX"] * 4
    text = "From Lyon and Marseille, trains run to Paris."
    assert resolve_all(text, "Paris")[0].place == GAZETTEER.resolve("Paris").place


def test_a_state_named_anywhere_counts() -> None:
    text = "Springfield council met. The Oregon governor wrote to Eugene and Springfield."
    answers = resolve_all(text, "Springfield", "Eugene", "Springfield")
    assert admin1(answers) == ["US.OR"] * 3
    assert any("Oregon" in reason for reason in answers[0].reasons)


def test_qualifiers_differ_within_one_text() -> None:
    text = "Aid went to Springfield, Ill., and to Springfield, Mo., last week."
    assert admin1(resolve_all(text, "Springfield", "Springfield")) == ["US.IL", "US.MO"]


def test_a_list_of_states_is_no_qualifier() -> None:
    text = "Floods hit Nevada, Missouri and Ohio."
    answers = resolve_all(text, "Nevada", "Missouri", "Ohio")
    assert admin1(answers) == ["US.NV", "US.MO", "US.OH"]


def test_counties_in_a_row_are_counties() -> None:
    text = "The storm crossed Story, Polk and Dallas counties in Iowa."
    names = [a.place.name for a in resolve_all(text, "Story", "Polk", "Dallas") if a.place]
    assert names == ["Story County", "Polk County", "Dallas County"]


def test_an_outlet_in_another_script() -> None:
    text = "Обстріл Сумщини: у Конотопі та Шостці пошкоджені будинки."
    answers = resolve_all(text, "Сумщини", "Конотопі", "Шостці")
    assert admin1(answers) == ["UA.21"] * 3


def test_a_bare_world_name_keeps_its_runner_up() -> None:
    answer = GAZETTEER.resolve("Springfield")
    assert answer.status is Status.AMBIGUOUS
    assert len(answer.candidates) == 5
    assert len({candidate.place.id for candidate in answer.candidates}) == 5
