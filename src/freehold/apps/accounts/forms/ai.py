"""The form of the chat model, with what the usual servers want."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from freehold.apps.accounts.forms.fields import AmountField, currency_choices
from freehold.kit.ai.models import ChatModelSettings, ServerKind
from freehold.kit.ai.purposes import PURPOSES
from freehold.kit.ai.services.settings import ModelFacts

_KEY = _("Make a key on the provider's page and copy it here. You pay the provider by use, so set a limit there too.")
#: What a visitor writes is not the owner's to give away without a thought, so it is off at first where texts leave the machine.
_ELSEWHERE = tuple(purpose for purpose in PURPOSES if purpose != "chatbot")
#: Enough for a few hundred drafts, and not enough for an unpleasant bill.
_FIRST_CAP = 1_000_000


@dataclass(frozen=True, slots=True)
class Preset:
    """What a server wants. `elsewhere`: texts leave this machine for a company's."""

    name: str | Promise
    url: str
    hint: str | Promise
    kind: str = ServerKind.OPENAI
    elsewhere: bool = False
    wants_key: bool = False


#: In the order of the page: first what stays at home.
PRESETS: dict[str, Preset] = {
    "ollama": Preset(
        "Ollama",
        "http://127.0.0.1:11434/v1",
        _("Free, on your own computer. Install it from ollama.com, then fetch a model, for example with “ollama pull llama3.2”."),
    ),
    "lmstudio": Preset(
        "LM Studio",
        "http://127.0.0.1:1234/v1",
        _("Free, on your own computer. Load a model there and switch its server on (tab “Developer”)."),
    ),
    "llamacpp": Preset(
        "llama.cpp",
        "http://127.0.0.1:8080/v1",
        _("Free, on your own computer. Start it with “llama-server -m model.gguf”."),
    ),
    "openai": Preset("OpenAI", "https://api.openai.com/v1", _KEY, elsewhere=True, wants_key=True),
    "anthropic": Preset("Anthropic", "https://api.anthropic.com", _KEY, ServerKind.ANTHROPIC, elsewhere=True, wants_key=True),
    "mistral": Preset("Mistral", "https://api.mistral.ai/v1", _KEY, elsewhere=True, wants_key=True),
    "other": Preset(
        _("Another one"),
        "",
        _("Any server that speaks like OpenAI's: vLLM, a server of your company, other providers. Its help page names the address."),
        elsewhere=True,
    ),
}
KEEP = (("7", _("a week")), ("30", _("a month")), ("90", _("three months")), ("365", _("a year")))


class ChatModelForm(forms.Form):
    """The chat model. An empty key keeps the stored one, which is never shown."""

    kind = forms.ChoiceField(label=_("It speaks"), choices=ServerKind.choices)
    url = forms.CharField(
        label=_("Address"),
        max_length=500,
        widget=forms.TextInput(
            attrs={"inputmode": "url", "placeholder": "http://127.0.0.1:11434/v1", "autocomplete": "off", "spellcheck": "false"}
        ),
    )
    key = forms.CharField(
        label=_("Key"), required=False, max_length=1000, widget=forms.PasswordInput(attrs={"autocomplete": "off", "spellcheck": "false"})
    )
    forget_key = forms.BooleanField(label=_("Take the stored key away"), required=False)
    model = forms.CharField(
        label=_("Model"),
        required=False,
        max_length=200,
        help_text=_("Leave it empty and you can choose from what the server has."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "list": "offered-models"}),
    )
    purposes = forms.MultipleChoiceField(
        label=_("What it may be used for"),
        required=False,
        help_text=_("Where it is not used, the built-in way does the work."),
        choices=[(key, name) for key, (name, _what) in PURPOSES.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    cap_money = AmountField(label=_("Most money a month"), required=False, help_text=_("Empty: no limit. It needs the prices below."))
    currency = forms.ChoiceField(label=_("Currency"), choices=currency_choices)
    price_input = AmountField(
        label=_("Price of a million tokens read"), required=False, help_text=_("The provider's price list calls them “input”.")
    )
    price_output = AmountField(
        label=_("Price of a million tokens written"), required=False, help_text=_("The provider's price list calls them “output”.")
    )
    cap_tokens = forms.IntegerField(
        label=_("Most tokens a month"),
        required=False,
        min_value=1,
        max_value=10**12,
        help_text=_("Empty: no limit. A page of text has about 700."),
    )
    daily_tokens = forms.IntegerField(
        label=_("Most tokens a day"),
        required=False,
        min_value=1,
        max_value=10**12,
        help_text=_("Empty: no limit. It keeps a busy day from using up the month."),
    )
    keep_days = forms.ChoiceField(label=_("Keep the log for"), choices=KEEP)

    LIMITS = ("cap_money", "currency", "price_input", "price_output", "cap_tokens", "daily_tokens", "keep_days")

    def __init__(self, *args: Any, stored: bool = False, preset: Preset | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = _("It is kept encrypted on this machine.")
        if stored:
            kept = _("It is stored, encrypted, and not shown. Leave this empty to keep it.")
        elif preset is None or not preset.wants_key:
            kept = _("It is kept encrypted on this machine. A server of your own needs none.")
        self.fields["key"].help_text = kept
        if not stored:
            del self.fields["forget_key"]
        if preset is not None and preset.url:
            self.fields["kind"].widget = forms.HiddenInput()
        if preset is not None and preset.wants_key and not stored:
            self.fields["key"].required = True

    @property
    def first(self) -> list[forms.BoundField]:
        """Return the fields that everybody looks at."""
        return [field for field in self.visible_fields() if field.name not in self.LIMITS]

    @property
    def limits(self) -> list[forms.BoundField]:
        """Return the fields of limits and prices."""
        return [field for field in self.visible_fields() if field.name in self.LIMITS]

    @property
    def limits_refused(self) -> bool:
        """Tell whether something is wrong among the limits, which are folded away otherwise."""
        return any(field.errors for field in self.limits)

    @staticmethod
    def initial_of(model: ChatModelSettings) -> dict[str, Any]:
        """Return what the form shows of a stored model: everything but the key."""
        names = ("kind", "url", "model", "purposes", "currency", "cap_money", "cap_tokens", "daily_tokens", "keep_days")
        prices = {name: getattr(model, name) or None for name in ("price_input", "price_output")}
        return {name: getattr(model, name) for name in names} | prices

    @staticmethod
    def initial_for(preset: Preset, *, currency: str) -> dict[str, Any]:
        """Return what the form shows for a server before anything is stored."""
        return {
            "kind": preset.kind,
            "url": preset.url,
            "purposes": list(_ELSEWHERE if preset.elsewhere else PURPOSES),
            "currency": currency,
            "cap_tokens": _FIRST_CAP if preset.elsewhere else None,
            "keep_days": "30",
        }

    def facts(self) -> ModelFacts:
        """Return what the service takes."""
        data = self.cleaned_data
        return ModelFacts(
            kind=data["kind"],
            url=data["url"],
            model=data["model"],
            key=data["key"],
            forget_key=data.get("forget_key", False),
            purposes=tuple(data["purposes"]),
            currency=data["currency"],
            price_input=data["price_input"] or Decimal(0),
            price_output=data["price_output"] or Decimal(0),
            cap_money=data["cap_money"],
            cap_tokens=data["cap_tokens"],
            daily_tokens=data["daily_tokens"],
            keep_days=int(data["keep_days"]),
        )
