"""The kinds of mail of the inbox; wiring makes their names known."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SEARCH_FOUND = "search_found"
MAIL_KINDS = {SEARCH_FOUND: _("What your searches have found, told to yourself")}
