"""What clients were asked to say, what they said, and what they agreed to."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from freehold.kit.scoping import WorkspaceOwned


class TestimonialState(models.TextChoices):
    """Where a testimonial stands. One that was taken back holds no words any more; its link can be used again."""

    ASKED = "asked", _("Asked for")
    RECEIVED = "received", _("Received")
    WITHDRAWN = "withdrawn", _("Taken back")


class OnTime(models.TextChoices):
    """The client's own answer to whether the work came on time."""

    UNSAID = "", _("I would rather not say")
    YES = "yes", _("Yes")
    NO = "no", _("No")


class Testimonial(WorkspaceOwned):
    """A client's words about the work, written by them alone: the owner may hide them, never change them.

    `show_name`, `show_company` and `show_figures` are what they agreed to. `reduced_at` is when they last took back something
    that they had agreed to: files made before still hold it. `subject` is what it is about, in the owner's words.
    """

    client = models.ForeignKey("clients.Client", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=TestimonialState.choices, default=TestimonialState.ASKED)
    language = models.CharField(max_length=8, default="en")
    subject = models.CharField(max_length=200, blank=True, default="")
    asked_name = models.CharField(max_length=200, blank=True, default="")
    asked_email = models.EmailField(max_length=254, blank=True, default="")
    mail_id = models.BigIntegerField(null=True, blank=True)
    asked_by = models.CharField(max_length=200, blank=True, default="")
    asked_at = models.DateTimeField()

    text = models.TextField(blank=True, default="")
    name = models.CharField(max_length=200, blank=True, default="")
    role = models.CharField(max_length=120, blank=True, default="")
    on_time = models.CharField(max_length=3, choices=OnTime.choices, blank=True, default="")
    show_name = models.BooleanField(default=False)
    show_company = models.BooleanField(default=False)
    show_figures = models.BooleanField(default=False)
    given_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    reduced_at = models.DateTimeField(null=True, blank=True)

    hidden = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-changed_at", "-id"]
        indexes = [models.Index(fields=["workspace", "state", "-changed_at"], name="testimonial_by_state")]

    def __str__(self) -> str:
        return self.text[:80]


class TestimonialLink(models.Model):
    """A link to the client's page. Only the hash of its token is stored; a mail and a link to hand over each have their own."""

    testimonial = models.ForeignKey("reputation.Testimonial", on_delete=models.CASCADE, related_name="links")
    token_sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"link of {self.testimonial_id}"
