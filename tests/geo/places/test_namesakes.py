"""Which of the things that share a name is meant: by the name alone, by a sentence, by a text."""

from __future__ import annotations

import pytest

from geo.places import Resolution, Status, load_gazetteer

GAZETTEER = load_gazetteer()


def told(answer: Resolution) -> str:
    """The answer as its status and the country and level of its place."""
    place = answer.place
    return f"{answer.status.value} {place.level.value} {place.country}" if place else "unresolved"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("신의주", "resolved settlement KP"),  # 주 belongs to the name
        ("Georgia", "resolved country GE"),
        ("wilayah Georgia", "resolved country GE"),
        ("state of Georgia", "resolved region US"),
        ("Republic of Georgia", "resolved country GE"),
        ("Esfahan", "resolved settlement IR"),  # another spelling of Isfahan, in Isfahan
        ("Oklahoma", "resolved region US"),  # Oklahoma City is called after it
        ("Калининград", "resolved settlement RU"),  # and a lagoon
        ("Сулавеси", "resolved area ID"),  # and a sea
        ("Volga", "resolved sea "),  # and a village
        ("Sloviansk", "resolved settlement UA"),
        ("Одессе", "resolved settlement UA"),
        ("НАТО", "unresolved"),
        ("Saigon", "resolved settlement VN"),
        ("Юзівка", "resolved settlement UA"),  # a former name that nobody else has
    ],
)
def test_a_bare_name(name: str, expected: str) -> None:
    assert told(GAZETTEER.resolve(name)) == expected


def test_a_former_name_steps_behind_those_who_have_it_now() -> None:
    """Donetsk was Oleksandrivka once; a dozen villages are."""
    answer = GAZETTEER.resolve("Олександрівка")
    assert answer.status is Status.AMBIGUOUS
    assert answer.place is not None
    assert answer.place.id != "donetsk"


@pytest.mark.parametrize(
    ("name", "context", "country"),
    [
        ("Tripoli", "Gunmen in Tripoli, north of Beirut, clashed with the Lebanese army.", "LB"),
        ("Valencia", "Floods in Valencia and Albacete, Spain.", "ES"),
        ("Cambridge", "Boston police arrested a man in Cambridge on Monday.", "US"),
        ("Birmingham", "Alabama's governor visited Birmingham.", "US"),
        ("Alexandria", "Egyptian officials said a ferry sank off Alexandria.", "EG"),
        ("Hyderabad", "Police in Hyderabad, in Pakistan's Sindh province, said so.", "PK"),
        ("Georgia", "Tbilisi protests go on in Georgia.", "GE"),
        ("Georgia", "Atlanta is in Georgia.", "US"),
        ("Odessa", "A storm hit Odessa and Midland in Texas.", "US"),
        ("Odessa", "Russian drones hit Odessa.", "UA"),
        ("Moscow", "Idaho police in Moscow investigate.", "US"),
        ("Santiago", "Chile's president returned to Santiago.", "CL"),
        ("Kursk", "Washington said on Monday that North Korean troops were in Kursk.", "RU"),
        ("Kursk", "In Kursk, Ukrainian forces held on, Kyiv said.", "RU"),
        ("Donetsk", "Russia said its troops advanced in Donetsk.", "UA"),
        ("Donetsk", "Moscow said Donetsk was calm.", "UA"),
        ("Donetsk", "A depot burned in Donetsk, Russian officials said in Moscow.", "UA"),
        ("Донецк", "Россия заявила, что Донецк обстреляли.", "UA"),
        ("Донецк", "Взрыв прогремел в Ростовской области, в городе Донецк.", "RU"),
    ],
)
def test_a_sentence_decides(name: str, context: str, country: str) -> None:
    answer = GAZETTEER.resolve(name, context=context)
    assert answer.place is not None
    assert (answer.place.country, answer.status) == (country, Status.RESOLVED), answer.reasons


def test_who_acts_is_not_where() -> None:
    """A text full of Russia and its towns does not make Donetsk the one in Rostov Oblast."""
    text = (
        "Russia and North Korea: troops from Pyongyang trained in Vladivostok, Khabarovsk and "
        "Blagoveshchensk before they went to Kursk and Donetsk, Seoul said."
    )
    names = ["Vladivostok", "Khabarovsk", "Blagoveshchensk", "Kursk", "Donetsk"]
    mentions = [(name, text.index(name), text.index(name) + len(name)) for name in names]
    answers = GAZETTEER.resolve_all(mentions, text)
    assert [answer.place and answer.place.id for answer in answers] == [n.lower() for n in names]
    assert all(answer.status is Status.RESOLVED for answer in answers)


def test_what_has_a_comma_and_a_country_behind_it_is_asked_about() -> None:
    """“In Donetsk, Russia said” reads like a qualifier: nobody should be sure."""
    answer = GAZETTEER.resolve("Donetsk", context="In Donetsk, Russia said its troops advanced.")
    assert answer.status is Status.AMBIGUOUS
