"""The writes of webhooks: which addresses there are, what they are told, and the telling itself."""

from __future__ import annotations

from freehold.kit.webhooks.services.emitting import emit, resend, send_test
from freehold.kit.webhooks.services.endpoints import add_endpoint, change_endpoint, new_secret, remove_endpoint, switch_endpoint

__all__ = ["add_endpoint", "change_endpoint", "emit", "new_secret", "remove_endpoint", "resend", "send_test", "switch_endpoint"]
