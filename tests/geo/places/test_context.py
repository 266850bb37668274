"""What the text around a name decides: as context of one name, or as a document of many."""

from __future__ import annotations

import pytest

from geo.places import Resolution, Status, load_gazetteer

GAZETTEER = load_gazetteer()


def resolve(name: str, context: str | None = None, country: str | None = None) -> Resolution:
    return GAZETTEER.resolve(name, context=context, country=country)


def spans(text: str, *names: str) -> list[tuple[str, int, int]]:
    found, position = [], 0
    for name in names:
        start = text.index(name, position)
        position = start + len(name)
        found.append((name, start, position))
    return found


@pytest.mark.parametrize(
    ("name", "context", "id", "status"),
    [
        ("Donetsk", "Six officers were killed in Donetsk, Ukraine said.", "donetsk", "resolved"),
        (
            "Donetsk",
            "A mine caught fire in Donetsk. The governor of Rostov Oblast sent Russian helpers.",
            "donetsk-rostov",
            "resolved",
        ),
        ("Donetsk", "Russia, Russia and Moscow.", "donetsk", "resolved"),
        (
            "Donetsk",
            "Serangan di wilayah Donetsk menewaskan enam orang.",
            "donetsk-oblast",
            "resolved",
        ),
        ("Kursk", "Fighting goes on in the Kursk region.", "kursk-oblast", "resolved"),
        ("Kursk", "In the Kursk region and in Kursk itself.", "kursk", "resolved"),
        (
            "Blagoveshchensk",
            "Bases at Vladivostok, Ussuriysk, Khabarovsk and Blagoveshchensk.",
            "blagoveshchensk",
            "resolved",
        ),
        (
            "Благовещенск",
            "Пожар в Башкирии: горит Благовещенск.",
            "blagoveshchensk-bashkortostan",
            "resolved",
        ),
    ],
)
def test_context_is_a_prior(name: str, context: str, id: str, status: str) -> None:
    answer = resolve(name, context)
    assert answer.place is not None
    assert (answer.place.id, answer.status.value) == (id, status), answer.reasons


def test_context_is_named_among_the_reasons() -> None:
    answer = resolve("Donetsk", "The governor of Rostov Oblast spoke in Donetsk.")
    assert any("The context names Rostov Oblast" in reason for reason in answer.reasons)


def test_small_words_of_the_context_are_not_places() -> None:
    """ "us" is no country and "as" not the Indonesian name of one."""
    assert not any("United States" in r for r in resolve("Donetsk", "give us as much").reasons)


def test_a_document_is_resolved_together() -> None:
    text = "Shells hit Donetsk (Russia). Ukraine denied it. In Donetsk a school burned, Kyiv said."
    mentions = spans(text, "Donetsk (Russia)", "Ukraine", "Donetsk")
    answers = GAZETTEER.resolve_all(mentions, text)
    assert [a.place.id for a in answers if a.place] == [
        "donetsk-rostov",
        "ukraine",
        "donetsk-rostov",
    ]
    assert answers[2].status is Status.RESOLVED
    assert "elsewhere in the text" in answers[2].reasons[0]


def test_a_mention_hears_the_region_word_beside_it() -> None:
    text = "Pasukan di wilayah Kursk; kota Kursk sepi. Бої в Донецькій області."
    answers = GAZETTEER.resolve_all(spans(text, "Kursk", "Kursk", "Донецькій"), text)
    assert [a.place.id for a in answers if a.place] == ["kursk-oblast", "kursk", "donetsk-oblast"]
    assert [a.query for a in answers] == ["Kursk", "Kursk", "Донецькій"]


def test_the_region_right_behind_a_mention_weighs_most() -> None:
    text = "Ukraine and Ukraine again. A drone fell in Donetsk, Rostov Oblast, at night."
    (answer,) = GAZETTEER.resolve_all(spans(text, "Donetsk"), text)
    assert answer.place is not None
    assert answer.place.id == "donetsk-rostov"
