"""What went wrong with a chat model, in plain words that say what to do."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from freehold.kit.ai.port import Endpoint, ModelFailed
from freehold.kit.http.address import Address

_LONGEST_OWN = 300


def not_reached(home: Address) -> ModelFailed:
    """Return the fault for a server that is not there."""
    known = _AT_PORT.get(home.port) if home.url.scheme == "http" else None
    what = known() if known else _("Start it, and check its address.")
    return ModelFailed(_("Nothing answers at %(place)s. %(what)s") % {"place": home.place, "what": what}, "unreachable")


def _ollama() -> str:
    return _("Start Ollama on that computer: open its app, or run “ollama serve” in a terminal.")


def _lm_studio() -> str:
    return _("Start LM Studio there, load a model, and switch its server on (tab “Developer”).")


def _llama_cpp() -> str:
    return _("Start the server there, for example with “llama-server -m model.gguf”.")


#: The ports that these programs use when nobody changed them.
_AT_PORT: dict[int, Callable[[], str]] = {11434: _ollama, 1234: _lm_studio, 8080: _llama_cpp}


def too_slow(host: str, seconds: float) -> ModelFailed:
    """Return the fault for an answer that did not come in time."""
    text = _("%(host)s did not finish its answer in %(n)d seconds. A smaller model answers sooner.")
    return ModelFailed(text % {"host": host, "n": round(seconds)}, "timeout")


def empty(received: str = "") -> ModelFailed:
    """Return the fault for an answer without words."""
    return ModelFailed(_("The model gave an empty answer. Try another model if this comes back."), "broken", received=received)


def unreadable(received: str = "") -> ModelFailed:
    """Return the fault for an answer that is not in the shape that was asked for."""
    text = _("The model's answer was not in the form that was asked for, so it was not used. Small models often fail at this.")
    return ModelFailed(text, "broken", received=received)


def cut_short(received: str = "") -> ModelFailed:
    """Return the fault for an answer that used up its room before it was whole."""
    return ModelFailed(_("The model's answer became too long and was cut off, so it was not used."), "too_long", received=received)


def no_such_model(endpoint: Endpoint) -> ModelFailed:
    """Return the fault for a model that the server does not have."""
    text = _("The server does not have the model “%(model)s”. Choose one of those that it offers.") % {"model": endpoint.model}
    if ":11434" in endpoint.url:
        text += " " + _("With Ollama, “ollama pull %(model)s” fetches it.") % {"model": endpoint.model}
    return ModelFailed(text, "refused")


def by_status(status: int, said: str, home: Address, endpoint: Endpoint) -> ModelFailed:
    """Return the fault for a refusal by the server. `said` is what it wrote itself, in whatever language."""
    host, low = home.host, said.lower()
    if status in {401, 403}:
        if not endpoint.key:
            return ModelFailed(_("%s wants a key. Enter the one that the provider gave you.") % host, "refused")
        return ModelFailed(_("%s does not accept the key. Copy it again from the provider's page.") % host, "refused")
    if status == 402 or "insufficient_quota" in low or "credit balance" in low:
        return ModelFailed(_("The account at %s has no credit left. Add some on the provider's page.") % host, "refused")
    if status == 404:
        if "model" in low:
            return no_such_model(endpoint)
        return ModelFailed(_("%s has no chat model at this address. Most addresses end in /v1.") % host, "refused")
    if status in {408, 429, 503, 529}:
        return ModelFailed(_("%s has too much to do just now, or is still loading the model. Try again in a moment.") % host, "busy")
    if status >= 500:
        return ModelFailed(_("%(host)s has a fault of its own (status %(status)d).") % {"host": host, "status": status}, "refused")
    if "context" in low and ("length" in low or "window" in low or "size" in low or "exceed" in low):
        return ModelFailed(_("The text is too long for the model “%s”.") % endpoint.model, "too_long", charged=False)
    known = {"host": host, "status": status, "why": said[:_LONGEST_OWN]}
    return ModelFailed(_("%(host)s refused it (status %(status)d): %(why)s") % known, "refused")
