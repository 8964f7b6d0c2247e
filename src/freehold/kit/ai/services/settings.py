"""The chat model of a workspace: set it, try it, choose a model, switch it off, take it away."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.kit.ai.models import ChatModelSettings, ServerKind
from freehold.kit.ai.port import ChatRequest, Turn, chat_model
from freehold.kit.ai.purposes import PURPOSES, TEST
from freehold.kit.ai.services.asking import ask
from freehold.kit.ai.services.endpoint import endpoint_of
from freehold.kit.audit.services import record
from freehold.kit.http.address import checked_address

MOST_OFFERED = 300
MOST_MONEY = 10_000_000
_ENDINGS = ("/chat/completions", "/completions", "/models", "/messages")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFacts:
    """What a person enters. An empty `key` keeps the stored one; `forget_key` takes it away. Caps are None for no limit."""

    kind: str
    url: str
    model: str = ""
    key: str = field(default="", repr=False)
    forget_key: bool = False
    purposes: tuple[str, ...] = ()
    currency: str = "EUR"
    price_input: Decimal = Decimal(0)
    price_output: Decimal = Decimal(0)
    cap_money: Decimal | None = None
    cap_tokens: int | None = None
    daily_tokens: int | None = None
    keep_days: int = 30


@transaction.atomic
def save_model(workspace_id: int, facts: ModelFacts, *, by: str, now: datetime) -> ChatModelSettings:
    """Set the chat model and switch it on. Raises UserError for a value that cannot be right; nothing is changed then."""
    row = ChatModelSettings.objects.for_workspace(workspace_id).select_for_update().first()
    row = row or ChatModelSettings(workspace_id=workspace_id, created_at=now)
    _fill(row, facts)
    row.enabled, row.changed_at = True, now
    row.failures, row.rest_until, row.check_error = 0, None, ""
    row.save()
    detail = {"host": row.host, "model": row.model, "purposes": row.purposes}
    record("chat_model.saved", workspace_id=workspace_id, actor=by, target=row, detail=detail, at=now)
    return row


def _fill(row: ChatModelSettings, facts: ModelFacts) -> None:
    if facts.kind not in ServerKind.values:
        raise UserError(_("Choose which language the server speaks. Nothing was saved."))
    url = _checked_url(facts.url, facts.kind)
    moved = row.pk is not None and _origin(row.url) != _origin(url)
    if facts.key:
        row.key = _checked_key(facts.key)
    elif facts.forget_key:
        row.key = ""
    elif moved and row.key:
        # A stored key must not be sent to another server because somebody changed its address.
        raise UserError(_("The server is another one now, so the key must be entered again. Nothing was saved."))
    if moved or row.kind != facts.kind:
        row.offered, row.checked_at = [], None
    row.kind, row.url, row.model = facts.kind, url, _checked_name(facts.model)
    row.purposes = [purpose for purpose in PURPOSES if purpose in facts.purposes]
    _fill_limits(row, facts)


def _fill_limits(row: ChatModelSettings, facts: ModelFacts) -> None:
    if facts.price_input < 0 or facts.price_output < 0 or (facts.cap_money is not None and facts.cap_money < 0):
        raise UserError(_("Prices and limits cannot be less than nothing. Nothing was saved."))
    if max(facts.price_input, facts.price_output, facts.cap_money or Decimal(0)) > MOST_MONEY:
        raise UserError(_("No price and no limit can be above %(n)d. Nothing was saved.") % {"n": MOST_MONEY})
    if not (len(facts.currency) == 3 and facts.currency.isascii() and facts.currency.isalpha()):
        raise UserError(_("The currency must be a code such as EUR. Nothing was saved."))
    if facts.cap_money is not None and not (facts.price_input or facts.price_output):
        text = _("A limit in money needs the prices that the provider asks. Enter them, or leave the limit empty. Nothing was saved.")
        raise UserError(text)
    row.currency = facts.currency.upper()
    row.price_input, row.price_output, row.cap_money = facts.price_input, facts.price_output, facts.cap_money
    row.cap_tokens, row.daily_tokens, row.keep_days = facts.cap_tokens, facts.daily_tokens, min(max(facts.keep_days, 1), 3650)


def _checked_url(text: str, kind: str) -> str:
    url = text.strip()
    address = checked_address(url)
    if address.url.query or address.url.fragment:
        raise UserError(_("The address must end before the “?”. Nothing was saved."))
    url = str(address.url).rstrip("/")
    for ending in _ENDINGS:
        url = url.removesuffix(ending)
    url = url.rstrip("/")
    if kind == ServerKind.ANTHROPIC:
        url = url.removesuffix("/v1")
    if len(url) > 500:
        raise UserError(_("The address is longer than %(n)s characters.") % {"n": 500})
    named = {place.strip().lower() for place in settings.PRIVATE_HOSTS}
    if address.url.scheme == "http" and not settings.ON_LOOPBACK and address.place not in named:
        text = _(
            "%(host)s must be reached by https, so that nobody on the way can read along. Nothing was saved. If it is a server in your own "
            "network, name it as %(place)s in FREEHOLD_PRIVATE_HOSTS."
        )
        raise UserError(text % {"host": address.host, "place": address.place})
    return url


def _origin(url: str) -> tuple[str, str, int]:
    return checked_address(url).origin


def _checked_key(text: str) -> str:
    key = text.strip()
    if not (key.isascii() and key.isprintable()) or " " in key or len(key) > 1000:
        raise UserError(_("This is no key: it holds a character that keys do not have. Copy it again. Nothing was saved."))
    return key


def _checked_name(text: str) -> str:
    name = text.strip()
    if len(name) > 200 or not name.isprintable():
        raise UserError(_("The name of the model is too long or holds a character that names do not have. Nothing was saved."))
    return name


@transaction.atomic
def choose_model(workspace_id: int, name: str, *, by: str, now: datetime) -> None:
    """Use another model of the same server. Raises UserError for a name that cannot be right or when there is no server."""
    row = ChatModelSettings.objects.for_workspace(workspace_id).select_for_update().first()
    if row is None:
        raise UserError(_("No chat model is connected yet. Choose a server first."))
    row.model, row.changed_at = _checked_name(name), now
    row.failures, row.rest_until, row.check_error = 0, None, ""
    row.save()
    record("chat_model.chosen", workspace_id=workspace_id, actor=by, target=row, detail={"model": row.model}, at=now)


@transaction.atomic
def switch(workspace_id: int, *, on: bool, by: str, now: datetime) -> None:
    """Switch the chat model on or off; its settings and key stay."""
    if ChatModelSettings.objects.for_workspace(workspace_id).exclude(enabled=on).update(enabled=on, changed_at=now):
        record("chat_model.switched_on" if on else "chat_model.switched_off", workspace_id=workspace_id, actor=by, at=now)


@transaction.atomic
def remove_model(workspace_id: int, *, by: str, now: datetime) -> None:
    """Take the chat model and its key away. The log stays until it is deleted or has grown old."""
    deleted, _models = ChatModelSettings.objects.for_workspace(workspace_id).delete()
    if deleted:
        record("chat_model.removed", workspace_id=workspace_id, actor=by, at=now)


def check_model(workspace_id: int, *, by: str, now: datetime) -> list[str]:
    """Ask the server which models it has, and the chosen one for one word; return the names.

    Where the server has but one and none is chosen, that one is chosen. Raises UserError in plain words.
    Not to be called inside a transaction: it waits for a server.
    """
    row = ChatModelSettings.objects.for_workspace(workspace_id).first()
    if row is None:
        raise UserError(_("No chat model is connected yet. Choose a server first."))
    mine = ChatModelSettings.objects.for_workspace(workspace_id).filter(url=row.url)
    try:
        names = _offered(row)
        mine.update(offered=names[:MOST_OFFERED])
        if not row.model and len(names) == 1:
            choose_model(workspace_id, names[0], by=by, now=now)
            row.model = names[0]
        if row.model:
            ask(workspace_id, _greeting(), purpose=TEST, now=now, monthly=False)
    except UserError as error:
        mine.update(check_error=str(error))
        raise
    mine.update(check_error="", checked_at=now, failures=0, rest_until=None)
    return names


def _offered(row: ChatModelSettings) -> list[str]:
    try:
        return chat_model.get().models(endpoint_of(row, timeout=20.0))
    except UserError:
        if not row.model:
            raise
        # Not every server lists its models; the one that is named may work all the same, and says better what is wrong if not.
        return list(row.offered)


def _greeting() -> ChatRequest:
    return ChatRequest(system="You test a connection.", turns=(Turn("user", "Answer with the one word: yes"),), max_tokens=16)
