"""What stands in cells: numbers, amounts, coordinates, dates, countries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import DateError
from geo.exchange import cells
from geo.exchange.cell_dates import Order, cell_date, needs_order, order_of
from geo.exchange.countries import country_code, country_of_gw


@pytest.mark.parametrize("cell", ["NULL", "NA", "n/a", "-", "None", "nan", "#N/A", "\\N", "—"])
def test_ways_to_say_nothing(cell: str) -> None:
    assert cells.text_of(cell) == ""


def test_text_that_begins_like_nothing_is_text() -> None:
    assert cells.text_of("Nantes") == "Nantes"
    assert cells.text_of("=1+1") == "=1+1"


def test_whole_numbers_of_spreadsheets() -> None:
    assert cells.id_of("300380.0") == "300380"
    assert cells.id_of("v1.0") == "v1.0"
    assert (cells.code_of("4.0"), cells.code_of("4"), cells.code_of("4.5")) == (4, 4, None)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("36.55", 36.55), ("36,55", 36.55), ("-36.5", -36.5), ("36.5 S", -36.5), ("36.5E", 36.5),
        ("49°30'00\"N", 49.5), ("49 30 00 W", -49.5), ("\u221212.5", -12.5), ("1e1", 10.0),
    ],
)  # fmt: skip
def test_degrees(cell: str, value: float) -> None:
    assert cells.degrees(cell, -180.0, 180.0) == pytest.approx(value)


@pytest.mark.parametrize("cell", ["nan", "inf", "-inf", "1e999", "200", "x", "", "12.3.4", "٣"])
def test_what_is_no_degrees(cell: str) -> None:
    with pytest.raises(ValueError, match="Give"):
        cells.degrees(cell, -180.0, 180.0)


@pytest.mark.parametrize(
    ("cell", "pair"),
    [
        ("POINT (36.5 35.7)", ("36.5", "35.7")),
        ("SRID=4326;POINT(36.5 35.7)", ("36.5", "35.7")),
        ("35.7, 36.5", ("36.5", "35.7")),
        ("35,7; 36,5", ("36,5", "35,7")),
        ("35.7,36.5", ("36.5", "35.7")),
    ],
)
def test_both_coordinates_in_one_cell(cell: str, pair: tuple[str, str]) -> None:
    assert cells.point(cell) == pair


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("12", (12, 12, False)), ("12.0", (12, 12, False)), ("1,500", (1500, 1500, False)),
        ("about 1,500", (1500, 1500, True)), ("~300", (300, 300, True)),
        ("≥ 3,000", (3000, None, False)), ("3000+", (3000, None, False)),
        ("at least 20", (20, None, False)), ("up to 300", (None, 300, False)),
        ("10-20", (10, 20, False)), ("20 – 10", (10, 20, False)), ("sekitar 40", (40, 40, True)),
        ("понад 100", (100, None, False)), ("12 000", (12000, 12000, False)),
    ],
)  # fmt: skip
def test_amounts_as_reports_give_them(
    cell: str, amount: tuple[float | None, float | None, bool]
) -> None:
    assert cells.amount(cell) == amount


@pytest.mark.parametrize("cell", ["1.500", "1,5", "-5", "many", "1e400", "5 dead", "9" * 40])
def test_amounts_that_may_mean_another_number_are_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="Give"):
        cells.amount(cell)


def test_a_figure_out_of_bounds_and_a_best_estimate() -> None:
    figure = cells.figure("2", "5", "9", "deaths")
    assert figure is not None
    assert (figure.low, figure.high) == (2, 9)
    assert cells.figure("", "5", "", "deaths").words() == "5 deaths"  # type: ignore[union-attr]
    assert cells.figure("3", "", "", "deaths").high is None  # type: ignore[union-attr]
    assert cells.figure("", "", "9", "deaths").low is None  # type: ignore[union-attr]
    assert cells.figure("", "", "", "deaths") is None


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("2024-10-05", "2024-10-05"), ("2024-10-05T12:00:00Z", "2024-10-05"),
        ("2024-10-05 00:00:00.000", "2024-10-05"), ("20241005", "2024-10-05"),
        ("20241005.0", "2024-10-05"), ("5.10.2024", "2024-10-05"), ("05.10.2024", "2024-10-05"),
        ("05/13/2024", "2024-05-13"), ("13/05/2024", "2024-05-13"), ("05/05/2024", "2024-05-05"),
        ("14 жовтня 2024", "2024-10-14"), ("14 октября 2024 г.", "2024-10-14"),
        ("Oct 5, 2024", "2024-10-05"), ("5 October 2024", "2024-10-05"),
        ("5-Oct-2024", "2024-10-05"), ("5 Okt 2024", "2024-10-05"),
        ("2024년 10월 5일", "2024-10-05"), ("October 2024", "2024-10"), ("10/2024", "2024-10"),
        ("2024", "2024"), ("2024.0", "2024"), ("2024-10~", "2024-10~"),
        ("2024-10-01/2024-10-05", "2024-10-01/2024-10-05"), ("2024/10/05", "2024-10-05"),
    ],
)  # fmt: skip
def test_dates_as_people_write_them(cell: str, text: str) -> None:
    assert cell_date(cell).text == text


@pytest.mark.parametrize("cell", ["45000", "1.2.24", "32.1.2024", "foo", "2024-13-01", "0/0/2024"])
def test_what_is_no_date_is_refused_with_a_remedy(cell: str) -> None:
    with pytest.raises(DateError, match="2024"):
        cell_date(cell)


def test_the_order_of_day_and_month_is_never_guessed_from_one_cell() -> None:
    assert needs_order("05/06/2024")
    assert not needs_order("05/13/2024")
    with pytest.raises(DateError, match="date_order"):
        cell_date("05/06/2024")
    assert cell_date("05/06/2024", Order.DAY_FIRST).text == "2024-06-05"
    assert cell_date("05/06/2024", Order.MONTH_FIRST).text == "2024-05-06"
    assert order_of(["05/06/2024", "13/06/2024"]) is Order.DAY_FIRST
    assert order_of(["05/06/2024", "06/13/2024"]) is Order.MONTH_FIRST
    assert order_of(["05/06/2024"]) is Order.UNKNOWN
    assert order_of(["13/06/2024", "06/13/2024"]) is Order.MIXED


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Ukraine", "UA"), ("Україна", "UA"), ("UKR", "UA"), ("804", "UA"), ("ua", "UA"),
        ("DR Congo (Zaire)", "CD"), ("Yemen (North Yemen)", "YE"), ("Myanmar (Burma)", "MM"),
        ("Russia (Soviet Union)", "RU"), ("Bosnia-Herzegovina", "BA"), ("Ivory Coast", "CI"),
        ("Macedonia, FYR", "MK"), ("Kingdom of eSwatini (Swaziland)", "SZ"), ("대한민국", "KR"),
        ("Korea Selatan", "KR"), ("Atlantis", ""), ("", ""), ("ZZ", ""),
    ],
)  # fmt: skip
def test_countries_by_name_and_code(name: str, code: str) -> None:
    assert country_code(name) == code


def test_states_by_the_number_of_gleditsch_and_ward() -> None:
    assert [country_of_gw(one) for one in (652, 369, 365, 731, 1, None)] == [
        "SY", "UA", "RU", "KP", "", "",
    ]  # fmt: skip


@given(st.text(max_size=40))
def test_no_cell_breaks_a_reader(cell: str) -> None:
    for read in (
        lambda: cells.degrees(cell, -90.0, 90.0),
        lambda: cells.amount(cell),
        lambda: cells.point(cell),
        lambda: cell_date(cell),
    ):
        try:
            read()
        except ValueError as error:  # DateError is one as well
            assert str(error)
    country_code(cell)
