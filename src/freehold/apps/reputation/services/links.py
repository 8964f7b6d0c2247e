"""Links to the page on which a client writes: a token of 256 bits of which only the hash is kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.urls import reverse

from freehold.apps.reputation.models import Testimonial, TestimonialLink

_LONGEST = 100
#: A link for each mail and each copy; the oldest goes when there are more.
MOST_LINKS = 20


def make_link(row: Testimonial, *, now: datetime) -> str:
    """Make another link and return its path; it is shown now or never. Earlier links stay good."""
    token = secrets.token_urlsafe(32)
    old = list(TestimonialLink.objects.filter(testimonial=row).order_by("-pk").values_list("pk", flat=True)[MOST_LINKS - 1 :])
    TestimonialLink.objects.filter(pk__in=old).delete()
    TestimonialLink.objects.create(testimonial=row, token_sha256=token_hash(token), created_at=now)
    return reverse("praise:page", args=[token])


def token_hash(token: str) -> str:
    """Return what is stored of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def by_token(token: str) -> Testimonial | None:
    """Return the testimonial that a link leads to; None for one that leads nowhere."""
    if not token or len(token) > _LONGEST:
        return None
    rows = TestimonialLink.objects.filter(token_sha256=token_hash(token))
    link = rows.select_related("testimonial__workspace", "testimonial__client").first()
    return link.testimonial if link is not None else None
