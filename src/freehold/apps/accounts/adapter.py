"""What the sign-in pages may do here: nobody signs up by themselves."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth comes without types
    """People come by the owner's invitation only, and no sign-in page chatters about what it just did."""

    def is_open_for_signup(self, request: Any) -> bool:  # noqa: ARG002 - the signature is allauth's
        """Refuse public sign-up."""
        return False

    def add_message(self, request: Any, level: int, *args: Any, **kwargs: Any) -> None:
        """Show what went wrong or was changed; "you have signed in" is seen anyway."""
        template = args[0] if args else kwargs.get("message_template", "")
        if level >= messages.WARNING or not str(template).endswith(("logged_in.txt", "logged_out.txt")):
            super().add_message(request, level, *args, **kwargs)
