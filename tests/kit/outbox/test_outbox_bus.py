"""The table of flows, and events as JSON."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.errors import SystemFault
from freehold.kit.outbox.bus import Bus
from freehold.kit.outbox.events import event_name, from_payload, to_payload


@dataclass(frozen=True)
class Sent:
    number: int | None = None
    ratio: float = 0.0
    subject: str = ""
    names: tuple[str, ...] = ()
    maybe: tuple[int, ...] | None = None
    extra: dict[str, str] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Needs:
    number: int


@dataclass
class Changeable:
    number: int = 0


def handler(event) -> None:
    """Do nothing."""


PATH = f"{__name__}.handler"


@given(
    st.builds(
        Sent,
        number=st.none() | st.integers(),
        ratio=st.floats(allow_nan=False, allow_infinity=False),
        subject=st.text(),
        names=st.lists(st.text()).map(tuple),
        maybe=st.none() | st.lists(st.integers()).map(tuple),
        extra=st.dictionaries(st.text(), st.text()),
        rows=st.lists(st.integers()),
    )
)
def test_an_event_comes_back_as_it_went(event):
    assert from_payload(Sent, to_payload(event)) == event


@pytest.mark.parametrize("value", [object(), float("nan"), {1: "a"}, b"x", {"a"}])
def test_a_field_that_json_would_change_is_refused_by_name(value):
    with pytest.raises(SystemFault, match=r"Sent\.extra"):
        to_payload(Sent(extra=value))


def test_a_field_that_was_dropped_since_is_left_out_and_a_new_one_takes_its_default():
    assert from_payload(Sent, {"subject": "x", "gone": 1}) == Sent(subject="x")


def test_a_payload_without_a_needed_field_is_named():
    with pytest.raises(SystemFault, match="Needs"):
        from_payload(Needs, {})


@pytest.mark.parametrize("wrong", [Changeable, int])
def test_only_a_frozen_dataclass_is_an_event(wrong):
    with pytest.raises(SystemFault, match="frozen dataclass"):
        event_name(wrong)


def test_the_table_keeps_the_order_and_is_read_in_one_place():
    bus = Bus()
    bus.register(Needs)
    bus.subscribe(Sent, PATH)
    bus.subscribe(Sent, "json.dumps")
    assert bus.flows() == {"Needs": (), "Sent": (PATH, "json.dumps")}
    assert (bus.handlers_of("Sent"), bus.handlers_of("Nobody"), bus.type_of("Sent")) == ((PATH, "json.dumps"), (), Sent)
    bus.check()


def test_a_handler_given_twice_is_refused():
    bus = Bus()
    bus.subscribe(Sent, PATH)
    with pytest.raises(SystemFault, match="twice"):
        bus.subscribe(Sent, PATH)


def test_two_events_of_one_name_are_refused():
    bus = Bus()
    bus.register(Sent)
    with pytest.raises(SystemFault, match="Two events are called Sent"):
        bus.register(dataclass(frozen=True)(type("Sent", (), {})))


@pytest.mark.parametrize("path", ["nowhere.handler", f"{__name__}.missing", f"{__name__}.PATH"])
def test_the_check_names_a_handler_that_is_missing_or_cannot_be_called(path):
    bus = Bus()
    bus.subscribe(Sent, path)
    with pytest.raises(SystemFault, match=path):
        bus.check()
