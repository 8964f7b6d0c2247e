"""The owner's chat model, every call that was made to it, and what each day used."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from freehold.kit.crypto import EncryptedTextField
from freehold.kit.scoping import WorkspaceOwned

#: How addresses on this very computer begin.
AT_HOME = ("http://127.0.0.1:", "http://127.0.0.1/", "http://localhost:", "http://localhost/", "http://[::1]:", "http://[::1]/")


class ServerKind(models.TextChoices):
    """What language a server speaks."""

    OPENAI = "openai", _("Like OpenAI (also Ollama, LM Studio, llama.cpp, vLLM, Mistral)")
    ANTHROPIC = "anthropic", _("Anthropic")


class ChatModelSettings(WorkspaceOwned):
    """The chat model of a workspace.

    Prices are money for a million tokens, typed by the owner, 0 for a server of one's own. Caps are None where there is
    none. `purposes` are keys of `purposes.PURPOSES`; for what is not among them nothing is sent. `offered` are the
    models that the server named at the last test. `rest_until` is set after several failures in a row, so that
    nobody waits for a server that is down.
    """

    kind = models.CharField(max_length=12, choices=ServerKind.choices, default=ServerKind.OPENAI)
    url = models.CharField(max_length=500)
    model = models.CharField(max_length=200, blank=True, default="")
    key = EncryptedTextField(blank=True, default="")
    enabled = models.BooleanField(default=True)
    purposes = models.JSONField(default=list, blank=True)
    currency = models.CharField(max_length=3, default="EUR")
    price_input = models.DecimalField(max_digits=12, decimal_places=4, default=Decimal(0))
    price_output = models.DecimalField(max_digits=12, decimal_places=4, default=Decimal(0))
    cap_money = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    cap_tokens = models.PositiveBigIntegerField(null=True, blank=True)
    daily_tokens = models.PositiveBigIntegerField(null=True, blank=True)
    keep_days = models.PositiveIntegerField(default=30)
    """How long the log keeps what was sent and received."""
    offered = models.JSONField(default=list, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    """When it last worked."""
    check_error = models.TextField(blank=True, default="")
    failures = models.PositiveIntegerField(default=0)
    rest_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace"], name="ai_one_model")]

    def __str__(self) -> str:
        return f"{self.model or '?'} at {self.host}"

    @property
    def host(self) -> str:
        """The server's name, with the port where one is written."""
        return self.url.partition("//")[2].partition("/")[0]

    @property
    def is_at_home(self) -> bool:
        """Whether the server is on this very computer, so that nothing leaves it."""
        return self.url.startswith(AT_HOME)

    @property
    def is_ready(self) -> bool:
        """Whether it can be asked at all."""
        return self.enabled and bool(self.model)

    @property
    def is_free(self) -> bool:
        """Whether a call costs no money."""
        return not self.price_input and not self.price_output

    def cost_of(self, input_tokens: int, output_tokens: int) -> Decimal:
        """Return what so many tokens cost, to a millionth."""
        return ((self.price_input * input_tokens + self.price_output * output_tokens) / 1_000_000).quantize(Decimal("0.000001"))


class Outcome(models.TextChoices):
    """How a call ended."""

    UNDER_WAY = "under_way", _("Under way")
    ANSWERED = "answered", _("Answered")
    TIMEOUT = "timeout", _("Too slow")
    UNREACHABLE = "unreachable", _("Not reached")
    REFUSED = "refused", _("Refused")
    BROKEN = "broken", _("Not usable")
    TOO_LONG = "too_long", _("Too long")
    BUSY = "busy", _("Busy")
    STOPPED = "stopped", _("Stopped")
    LOST = "lost", _("Broken off")


class ModelCall(WorkspaceOwned):
    """One call, written before it is made, so that it stands here whatever becomes of it.

    While it is under way, and after it broke off, tokens and cost are the most that it can have used. `estimated` says
    that the server told no numbers of tokens. `about` names what it was about, for whoever asked.
    """

    purpose = models.CharField(max_length=40)
    about = models.CharField(max_length=120, blank=True, default="")
    host = models.CharField(max_length=300)
    model = models.CharField(max_length=200)
    at = models.DateTimeField()
    milliseconds = models.PositiveIntegerField(null=True, blank=True)
    input_tokens = models.PositiveIntegerField(default=0)
    output_tokens = models.PositiveIntegerField(default=0)
    estimated = models.BooleanField(default=True)
    cost = models.DecimalField(max_digits=14, decimal_places=6, default=Decimal(0))
    currency = models.CharField(max_length=3)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, default=Outcome.UNDER_WAY)
    error = models.TextField(blank=True, default="")
    sent = models.TextField(blank=True, default="")
    received = models.TextField(blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "-at", "-id"], name="ai_newest"),
            models.Index(fields=["at"], condition=models.Q(outcome="under_way"), name="ai_under_way"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.at:%Y-%m-%d %H:%M}: {self.outcome}"


class DayUse(WorkspaceOwned):
    """What one day (UTC) used, with what calls under way may still use; it stays when the log is deleted."""

    day = models.DateField()
    currency = models.CharField(max_length=3)
    calls = models.PositiveIntegerField(default=0)
    tokens = models.BigIntegerField(default=0)
    cost = models.DecimalField(max_digits=14, decimal_places=6, default=Decimal(0))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "day", "currency"], name="ai_day_once")]

    def __str__(self) -> str:
        return f"{self.day}: {self.tokens} tokens, {self.cost} {self.currency}"
