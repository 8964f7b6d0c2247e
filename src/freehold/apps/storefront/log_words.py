"""How the log says what happened on the public profile."""

from django.utils.translation import gettext_lazy as _

LOG_WORDS = {
    "public_page.changed": _("The public page was changed"),
    "public_page.switched_on": _("The public page was switched on"),
    "public_page.switched_off": _("The public page was switched off"),
    "public_page.answered": _("A brief was answered"),
    "public_page.waits_again": _("A brief waits again"),
    "public_page.brief": _("A brief came by the public page"),
}
MAIL_KINDS = {"brief_received": _("Briefs from your public page, sent to yourself")}
