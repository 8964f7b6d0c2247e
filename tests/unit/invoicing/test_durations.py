"""Time as people write it, and its rounding on a bill."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.errors import UserError
from freehold.domain.invoicing.durations import Rounding, hours, read_duration, show


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1h30", 90), ("1:30", 90), ("1,5", 90), ("1.5", 90), ("90m", 90), ("1h 30m", 90), ("1 h 30 min", 90), ("1h", 60), ("45 min", 45),
        ("2 Std", 120), ("2 Std. 15 Min.", 135), ("0:45", 45), (".5h", None), ("0,25", 15), ("2", 120), ("24", 1440), ("25", 25), ("90", 90),
        ("8h", 480), ("1,75 h", 105), ("9:00-10:30", 90), ("9-11", 120), ("9.15 – 10.00", 45), ("22:30-0:30", 120), ("9h30 à 11h", 90),
        ("  1:05  ", 65), ("1:30:45", 90), ("7,6m", 8), ("3 uur", 180), ("1 heure 20", 80),
    ],
)  # fmt: skip
def test_the_usual_ways_of_writing_are_understood(text, minutes):
    if minutes is None:
        with pytest.raises(UserError):
            read_duration(text)
    else:
        assert read_duration(text) == minutes


@pytest.mark.parametrize(
    "text", ["", "many", "1:75", "-1", "0", "25h", "1h90h", "1:3", "9:00-9:00", "26:00-27:00", "1e5", "٣", "999999999999", "1,5,5"]
)
def test_what_is_no_time_is_refused_and_says_how_to_write_it(text):
    with pytest.raises(UserError, match="Nothing was saved"):
        read_duration(text)


@given(st.integers(1, 1440))
def test_what_is_shown_is_read_back(minutes):
    assert read_duration(show(minutes)) == minutes


@given(st.text(max_size=40))
def test_any_text_is_a_time_or_a_sentence(text):
    try:
        assert 1 <= read_duration(text) <= 1440
    except UserError as error:
        assert str(error).endswith((".", "!"))


@given(minutes=st.integers(1, 1440), step=st.integers(0, 120))
def test_rounding_up_never_takes_time_away_and_never_adds_a_step(minutes, step):
    rounded = Rounding(step=step).of(minutes)
    assert minutes <= rounded < minutes + max(step, 1)
    assert Rounding(step=step, how="nearest").of(minutes) > 0


def test_rounding_to_the_nearest_step_rounds_a_half_up():
    nearest = Rounding(step=15, how="nearest")
    assert [nearest.of(minutes) for minutes in (3, 7, 8, 22, 23, 60)] == [15, 15, 15, 15, 30, 60]


def test_hours_on_a_bill_have_four_decimals():
    assert hours(100) == Decimal("1.6667")
