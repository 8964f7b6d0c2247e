"""Ten thousand sends in a hostile world: nobody is written to twice or against their will, and no cap is ever exceeded.

What the receivers got is compared with what they wished, hour by hour and cap by cap. The suite plays one world of 500 sends;
FREEHOLD_WORLDS=20 plays twenty different ones.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from freehold.apps.outreach.models import OutreachSettings, SendingSlot
from freehold.apps.outreach.services import gate, running
from freehold.domain.outreach.caps import DAY, domain_of, ramped
from freehold.kit.mailing import gates
from freehold.kit.mailing.models import OutgoingMail
from freehold.kit.mailing.port import Slot
from freehold.kit.mailing.services import sending
from tests.apps.outreach.sending.hostile_world import SENDERS, World

SENDS = 500
WORLDS = range(int(os.environ.get("FREEHOLD_WORLDS", "1")))
#: Where a program dies in the middle of its transaction, after the work of this function and before the commit, and how often.
DEATHS = ((sending, "told_sent", 0.01), (sending, "postponed", 0.02), (running, "queue", 0.01), (gate, "take_place", 0.01))


@pytest.fixture
def hostile(monkeypatch, clock, owner) -> Callable[[int], World]:
    """A world in which programs die in their transactions, too."""

    def made(seed: int) -> World:
        world = World(seed, clock, owner, SENDS)
        for module, name, chance in DEATHS:
            monkeypatch.setattr(module, name, dying(world, getattr(module, name), name, chance))
        monkeypatch.setattr(gates, "gates", [gate.outreach_gate])
        slot = Slot("mail sender")
        slot.use(world)
        monkeypatch.setattr(sending, "mail_sender", slot)
        return world

    return made


def dying(world: World, really: Callable, name: str, chance: float) -> Callable:
    def act(*args, **more):
        answer = really(*args, **more)
        if world.rng.random() < chance:
            world.die(f"in the transaction of {name}")
        return answer

    return act


def over_the_cap(moments: list[datetime], cap_at: Callable[[datetime], int]) -> list[datetime]:
    """Return the moments that ended 24 hours with more mails than the cap at that moment."""
    moments = sorted(moments)
    since = (bisect_left(moments, moment - DAY + timedelta(microseconds=1)) for moment in moments)
    return [moment for place, (moment, first) in enumerate(zip(moments, since, strict=True)) if place + 1 - first > cap_at(moment)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", WORLDS)
def test_nobody_is_written_to_twice_or_against_their_will_and_caps_hold(seed, hostile):
    world = hostile(seed)
    while world.sends < SENDS:
        before = world.sends
        for _turn in range(200):
            world.step()
            if world.sends > before:
                break
        else:
            pytest.fail(f"nothing leaves any more, and there wait {world.waiting()}")
    assert world.wrong == []
    assert [to for to, count in world.arrived.items() if count > 1] == []
    for workspace, (daily, domain, _new) in zip(world.workspaces, SENDERS, strict=True):
        left = world.left[workspace.pk]
        began = OutreachSettings.objects.get(workspace=workspace).first_sent_at
        assert over_the_cap([at for at, _to in left], lambda at, most=daily, began=began: ramped(most, began, at)) == []
        for house in {domain_of(to) for _at, to in left}:
            assert over_the_cap([at for at, to in left if domain_of(to) == house], lambda _at, most=domain: most) == []
    # The world was hostile indeed: programs died at each of these points, and who wanted none was there to be written to.
    assert len(world.deaths) >= 5
    assert world.unwilling
    assert SendingSlot.objects.count() <= OutgoingMail.objects.count()
