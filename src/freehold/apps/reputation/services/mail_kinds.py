"""The kinds of mail of testimonials: the question to a client, and the note to the owner; wiring makes their names known."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

TESTIMONIAL, TESTIMONIAL_NOTE = "testimonial", "testimonial_note"
MAIL_KINDS = {
    TESTIMONIAL: _("Asking clients for a testimonial"),
    TESTIMONIAL_NOTE: _("Testimonials that came, told to yourself"),
}
