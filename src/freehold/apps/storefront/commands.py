"""The public page's entry in the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from freehold.kit.design.palette import Command

COMMANDS = (Command("storefront", _("Your public page"), "storefront:settings", icon="globe", words=_("website profile brief share")),)
