"""What learning listens to; it may be called twice without harm (config/wiring lists it)."""

from __future__ import annotations

from django.utils import timezone

from freehold.apps.accounts.events import ProfileChanged


def profile_changed(event: ProfileChanged) -> None:
    """Work the picture out anew for somebody whose skills may have changed."""
    from freehold.apps.learning.services.renewing import renew_for

    renew_for(event.workspace_id, event.freelancer_id, now=timezone.now())
