"""The tables that the benchmarks print, and the options they take."""

from __future__ import annotations

import json

import pytest

from benchmarks.__main__ import main
from benchmarks.browser import Memory, Times
from benchmarks.exports import Exports
from benchmarks.measures import AtlasRun, Load, PlainRun
from benchmarks.report import Results, markdown

LOAD = Load(2_000.0, {"Streamlit": 3_000_000, "Claim Atlas": 800_000}, 70_000)


def atlas_run(n: int) -> AtlasRun:
    return AtlasRun(
        n=n,
        start_s=4.0,
        load=LOAD,
        drawn=Times((200.0, 260.0, 210.0)),
        settled=Times((300.0, 320.0, 310.0)),
        layer=Times((4.0, 5.0, 6.0)),
        change_bytes=30_000,
        change_requests=0.0,
        change_reruns=1.0,
        memory_changes=50,
        before=Memory(20.0, 200.0, None),
        after=Memory(21.0, 203.0, None),
        moves=[{"draw": 3.0, "shown": 50.0}],
        drag={"reruns": 0, "views": 1, "requests": 0},
        popup=Times((90.0,)),
    )


def results() -> Results:
    return Results(
        chromium="1",
        empty_load=LOAD,
        empty=Times((140.0,)),
        plain={1_000: PlainRun(1_000, LOAD, Times((4_200.0,)), 900_000)},
        atlas={1_000: atlas_run(1_000), 100_000: atlas_run(100_000)},
        exports=Exports(
            Times((3_000.0,)),
            {"PNG 1920×1080": Times((500.0,))},
            Times((900.0,)),
            Times((200.0,)),
            None,
        ),
    )


def test_both_apps_stand_side_by_side_with_their_ratios() -> None:
    lines = markdown(results()).splitlines()
    assert "streamlit " in lines[0] and "Chromium 1" in lines[0] and "cores" in lines[0]
    row = next(line for line in lines if line.startswith("| 1,000 |"))
    assert "| 4,200 (once) | 210 (200) | 20 | 1.50 | 310 (300) | 30 KB | 900 KB |" in row
    assert next(line for line in lines if line.startswith("| 100,000 | – | 210 (200) | – | 1.50 |"))


def test_what_was_not_measured_is_a_dash_and_never_a_number() -> None:
    text = markdown(Results(chromium="1", plain=results().plain))
    assert "| 1,000 | 4,200 (once) | – | – | – | – | – | 900 KB |" in text
    assert "Memory" not in text and "Export" not in text
    assert "| 20 → 21 | 200 → 203 | – → – |" in markdown(results())


def test_every_table_has_as_many_cells_in_each_row() -> None:
    for block in markdown(results()).split("\n\n"):
        rows = [line for line in block.splitlines() if line.startswith("|")]
        assert len({row.count("|") for row in rows}) <= 1


def test_all_values_can_be_written_as_json() -> None:
    told = json.loads(json.dumps(results().to_json()))
    assert told["atlas"]["1000"]["drawn"]["values"] == [200.0, 260.0, 210.0]


@pytest.mark.parametrize(
    "arguments", [["--sizes", "many"], ["--sizes", "5"], ["--only", "all"], ["--repetitions", "0"]]
)
def test_wrong_options_are_refused(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as refused:
        main(arguments)
    assert refused.value.code == 2
    assert "error" in capsys.readouterr().err
