"""What leaves the machine for the chat model, for the page that lists it, and the tier in words."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from freehold.apps.accounts.leaving import Leaving
from freehold.kit.ai.purposes import PURPOSES, purpose_name
from freehold.kit.ai.selectors import model_of


def what_the_chat_model_gets(workspace_id: int) -> list[Leaving]:
    """Return one line when a chat model is on; to one on this very computer nothing leaves."""
    model = model_of(workspace_id)
    if model is None or not model.is_ready or model.is_at_home:
        return []
    names = ", ".join(purpose_name(purpose) for purpose in PURPOSES if purpose in model.purposes)
    what = _("Texts for the chat model %(model)s: %(purposes)s.") % {"model": model.model, "purposes": names or _("none yet")}
    return [Leaving(what, model.host, _("when one of these is asked for; every call is in the log"), reverse("accounts:ai"))]
