"""The kind of mail by which testimonials are asked for; wiring makes its name known."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

TESTIMONIAL = "testimonial"
MAIL_KINDS = {TESTIMONIAL: _("Asking clients for a testimonial")}
