from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from geo.errors import InputRefused
from geo.places.gazetteer import load_gazetteer
from geo.places.resolution import Status
from geo.places.user_gazetteer import (
    check_entry,
    load_with_own,
    read_own,
    remove_entry,
    save_entry,
)

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
    return tmp_path / "store" / "gazetteer.csv"


def entry(**changed: str) -> dict[str, str]:
    return {**TRAINING_GROUND, **changed}


def test_an_entry_goes_in_resolves_and_comes_out_again(path: Path) -> None:
    assert read_own(path).places == ()
    saved = save_entry(path, TRAINING_GROUND, taken=())
    own = read_own(path)
    assert own.places == (saved,)
    assert own.problems == ()
    gazetteer = load_with_own(path)
    answer = gazetteer.resolve("на полигоне Сергеевка")
    assert gazetteer.place("sergeyevka-range") == saved
    assert gazetteer.resolve("Sergeyevka range").place == saved
    assert answer.status in set(Status)
    assert len(gazetteer.places) == len(load_gazetteer().places) + 1
    assert remove_entry(path, saved.id)
    assert not remove_entry(path, saved.id)
    assert read_own(path).places == ()


def test_an_entry_with_a_shipped_id_wins(path: Path) -> None:
    shipped = load_gazetteer()
    save_entry(path, entry(id="ussuriysk", name="Ussuriysk", lon="131.9", lat="43.8"))
    gazetteer = load_with_own(path)
    assert gazetteer.place("ussuriysk").source == "made up for this test"
    assert len(gazetteer.places) == len(shipped.places)
    assert len({one.id for one in gazetteer.places}) == len(gazetteer.places)
    remove_entry(path, "ussuriysk")
    assert load_with_own(path).place("ussuriysk") == shipped.place("ussuriysk")


def test_a_new_entry_never_takes_the_place_of_another(path: Path) -> None:
    save_entry(path, TRAINING_GROUND, taken=())
    refused = "broken,Broken,nowhere,,,,,,,,,,,\n"
    with path.open("a", encoding="utf-8") as file:
        file.write(refused)
    before = path.read_bytes()
    for key, taken in (("sergeyevka-range", set()), ("broken", set()), ("kursk", {"kursk"})):
        with pytest.raises(InputRefused, match="id of another entry"):
            save_entry(path, entry(id=key), taken=taken)
    assert path.read_bytes() == before
    save_entry(path, entry(id="other-range"), taken=set())
    assert refused in path.read_text(encoding="utf-8"), "a refused row is kept as it is"
    assert read_own(path).problems[0].row == 3


def test_every_problem_is_told_and_nothing_written(path: Path) -> None:
    bad = entry(id="No Id", lon="x", lat="99", country="QQ", radius_km="0", source="", names="=cmd")
    with pytest.raises(InputRefused) as refused:
        save_entry(path, bad)
    columns = {one.column for one in refused.value.problems}
    assert columns == {"id", "lon", "lat", "country", "radius_km", "source", "names"}
    assert all(one.remedy for one in refused.value.problems)
    assert not path.exists()


def test_an_area_must_exist(path: Path) -> None:
    place, problems = check_entry(entry(level="region", area="admin1:RU.999"))
    assert place is None
    assert [one.column for one in problems] == ["area"]
    path.parent.mkdir()
    save_entry(path, entry(id="area", level="region", area="admin1:RU.59"))
    text = path.read_text(encoding="utf-8").replace("admin1:RU.59", "admin1:RU.999")
    path.write_text(text, encoding="utf-8")
    own = read_own(path)
    assert own.places == ()
    assert own.problems[0].file == str(path)
    assert load_with_own(path).problems == own.problems


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
    saved = save_entry(path, entry(name=text, dispute=text, source=text))
    assert read_own(path).places == (saved,)
    assert "\n" not in saved.name


def test_an_unreadable_file_is_a_problem_and_no_failure(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"\xff\xfe\x00")
    own = read_own(path)
    assert own.places == ()
    assert len(own.problems) == 1
    assert len(load_with_own(path).places) == len(load_gazetteer().places)


WRITER = """
import sys
from pathlib import Path
from geo.places.user_gazetteer import save_entry
cells = dict(pair.split("=", 1) for pair in sys.argv[3:])
for number in range(8):
    save_entry(Path(sys.argv[1]), {**cells, "id": f"{sys.argv[2]}-{number}"}, taken=())
"""


def test_processes_that_write_at_once_lose_nothing(path: Path, repo_root: Path) -> None:
    cells = [f"{key}={value}" for key, value in TRAINING_GROUND.items()]
    running = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), name, *cells], cwd=repo_root)
        for name in ("one", "two", "three")
    ]
    assert [one.wait() for one in running] == [0, 0, 0]
    ids = {one.id for one in read_own(path).places}
    assert ids == {f"{name}-{n}" for name in ("one", "two", "three") for n in range(8)}
