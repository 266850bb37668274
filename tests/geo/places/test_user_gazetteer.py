from __future__ import annotations

from pathlib import Path

import pytest

from geo.errors import InputRefused
from geo.places.gazetteer import load_gazetteer
from geo.places.place import Place
from geo.places.table import format_places
from geo.places.user_gazetteer import check_entry, checked_entry, read_own, with_places

TRAINING_GROUND = {
    "id": "sergeyevka-range",
    "name": "Sergeyevka range",
    "level": "base",
    "country": "RU",
    "admin1": "RU.59",
    "lon": "133.0",
    "lat": "44.2",
    "radius_km": "8",
    "names": "en:Sergeyevka range|ru:полигон Сергеевка",
    "source": "made up for this test",
    "reviewed": "2026-11-22",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "gazetteer.csv"


def entry(**changed: str) -> dict[str, str]:
    return {**TRAINING_GROUND, **changed}


def written(path: Path, *places: Place) -> Path:
    path.write_text(format_places(places), encoding="utf-8")
    return path


def test_an_entry_resolves_and_comes_back_from_a_file(path: Path) -> None:
    assert read_own(path).places == ()
    made = checked_entry(TRAINING_GROUND)
    assert read_own(written(path, made)).places == (made,)
    gazetteer = with_places(load_gazetteer(), [made])
    assert gazetteer.place("sergeyevka-range") == made
    assert gazetteer.resolve("Sergeyevka range").place == made
    assert gazetteer.resolve("на полигоне Сергеевка").place == made
    assert len(gazetteer.places) == len(load_gazetteer().places) + 1


def test_an_entry_with_a_shipped_id_wins() -> None:
    shipped = load_gazetteer()
    made = checked_entry(entry(id="ussuriysk", name="Ussuriysk", lon="131.9", lat="43.8"))
    gazetteer = with_places(shipped, [made])
    assert gazetteer.place("ussuriysk").source == "made up for this test"
    assert len(gazetteer.places) == len(shipped.places)
    assert len({one.id for one in gazetteer.places}) == len(gazetteer.places)
    assert with_places(shipped, ()) is shipped


def test_a_new_entry_never_takes_the_place_of_another() -> None:
    with pytest.raises(InputRefused, match="id of another entry"):
        checked_entry(entry(id="kursk"), taken={"kursk"})


def test_every_problem_is_told() -> None:
    bad = entry(id="No Id", lon="x", lat="99", country="QQ", radius_km="0", source="", names="=cmd")
    with pytest.raises(InputRefused) as refused:
        checked_entry(bad)
    columns = {one.column for one in refused.value.problems}
    assert columns == {"id", "lon", "lat", "country", "radius_km", "source", "names"}
    assert all(one.remedy for one in refused.value.problems)


def test_an_area_must_exist(path: Path) -> None:
    place, problems = check_entry(entry(level="region", area="admin1:RU.999"))
    assert place is None
    assert [one.column for one in problems] == ["area"]
    written(path, checked_entry(entry(id="area", level="region", area="admin1:RU.59")))
    text = path.read_text(encoding="utf-8").replace("admin1:RU.59", "admin1:RU.999")
    path.write_text(text, encoding="utf-8")
    own = read_own(path)
    assert own.places == ()
    assert own.problems[0].file == str(path)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "`${alert(1)}`",
        "{{7*7}}",
        '"; DROP',
        "a,b\n\nc",
        "\u202ex\u2028y",
    ],
)
def test_hostile_text_is_only_text(path: Path, text: str) -> None:
    made = checked_entry(entry(name=text, dispute=text, source=text))
    assert read_own(written(path, made)).places == (made,)
    assert "\n" not in made.name


def test_an_unreadable_file_is_a_problem_and_no_failure(path: Path) -> None:
    path.write_bytes(b"\xff\xfe\x00")
    own = read_own(path)
    assert own.places == ()
    assert len(own.problems) == 1
