"""The account that mail leaves through, the person's leave for a kind of mail, and every mail with its state."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from freehold.kit.crypto import EncryptedTextField
from freehold.kit.scoping import WorkspaceOwned

LONGEST_ADDRESS = 320
LONGEST_SUBJECT = 500


class Security(models.TextChoices):
    """How the way to the mail server is closed to others."""

    STARTTLS = "starttls", _("STARTTLS (usual with port 587)")
    TLS = "tls", _("TLS (usual with port 465)")
    NONE = "none", _("None (a server on this very computer only)")


class MailAccount(WorkspaceOwned):
    """The SMTP account of a workspace. While `paused_at` is set nothing is sent; `last_error` says why."""

    from_name = models.CharField(max_length=200, blank=True, default="")
    from_address = models.CharField(max_length=LONGEST_ADDRESS)
    host = models.CharField(max_length=253)
    port = models.PositiveIntegerField(default=587)
    security = models.CharField(max_length=8, choices=Security.choices, default=Security.STARTTLS)
    user = models.CharField(max_length=LONGEST_ADDRESS, blank=True, default="")
    password = EncryptedTextField(blank=True, default="")
    copy_to_self = models.BooleanField(default=False)
    """Send each mail to the own address too, for providers that keep no copy of what is sent by SMTP."""
    daily_cap = models.PositiveIntegerField(default=200)
    watch_host = models.CharField(max_length=253, blank=True, default="")
    """The IMAP server of the same mailbox, where mails that came back arrive; "" when nobody looks."""
    watch_port = models.PositiveIntegerField(default=993)
    watch_cursor = models.JSONField(default=dict, blank=True)
    reply_cursor = models.JSONField(default=dict, blank=True)
    """Up to where each folder has been looked through for answers."""
    watch_error = models.TextField(blank=True, default="")
    watched_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True, default="")
    checked_at = models.DateTimeField(null=True, blank=True)
    """When the account last worked."""
    dkim_domain = models.CharField(max_length=253, blank=True, default="")
    dkim_selector = models.CharField(max_length=63, blank=True, default="")
    dkim_key = EncryptedTextField(blank=True, default="")
    """The private key that mails are signed with here, for servers that do not sign by themselves."""
    dkim_public = models.TextField(blank=True, default="")
    """The public half, as the DNS record carries it."""
    dkim_on = models.BooleanField(default=False)
    preflight = models.JSONField(default=list, blank=True)
    """What the last look at the domain's records found."""
    preflight_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace"], name="mailing_one_account")]

    def __str__(self) -> str:
        return f"{self.from_address} by {self.host}:{self.port}"


class SendingApproval(WorkspaceOwned):
    """A person has allowed mails of one kind to leave this workspace."""

    kind = models.CharField(max_length=50)
    approved_at = models.DateTimeField()
    by = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "kind"], name="mailing_approved_once")]

    def __str__(self) -> str:
        return f"{self.kind} by {self.by}"


class MailState(models.TextChoices):
    """Where a mail stands."""

    WAITING_APPROVAL = "waiting_approval", _("Waits for your word")
    QUEUED = "queued", _("Waits to be sent")
    SENDING = "sending", _("Is being sent")
    UNKNOWN = "unknown", _("May have been sent")
    SENT = "sent", _("Sent")
    BOUNCED = "bounced", _("Came back")
    FAILED = "failed", _("Could not be sent")
    CANCELLED = "cancelled", _("Cancelled")


class OutgoingMail(WorkspaceOwned):
    """One mail to one address. `about_type` and `about_id` name what it is about, for whoever queued it."""

    kind = models.CharField(max_length=50)
    key = models.CharField(max_length=200)
    """Given by whoever queues it: the same key is the same mail, however often it is queued."""
    to = models.CharField(max_length=LONGEST_ADDRESS)
    to_name = models.CharField(max_length=200, blank=True, default="")
    reply_to = models.CharField(max_length=LONGEST_ADDRESS, blank=True, default="")
    subject = models.CharField(max_length=LONGEST_SUBJECT)
    text = models.TextField()
    html = models.TextField(blank=True, default="")
    language = models.CharField(max_length=8, blank=True, default="")
    automatic = models.BooleanField(default=False)
    """Nobody looked at this very mail; machines are told so, that no holiday reply comes back."""
    stream = models.CharField(max_length=16, blank=True, default="")
    """"" is about work in hand; "outreach" is advertising, which never goes to somebody who wants none."""
    to_digest = models.CharField(max_length=64, blank=True, default="")
    """Of a mail with a stream: what the receiver's address is known by when the address itself is forgotten."""
    unsubscribe_token = models.CharField(max_length=40, blank=True, default="")
    """What the receiver says to get no more of these; only the receiver of this mail knows it."""
    unsubscribed_at = models.DateTimeField(null=True, blank=True)
    complained_at = models.DateTimeField(null=True, blank=True)
    about_type = models.CharField(max_length=100, blank=True, default="")
    about_id = models.CharField(max_length=64, blank=True, default="")
    state = models.CharField(max_length=16, choices=MailState.choices, default=MailState.QUEUED)
    attempts = models.PositiveIntegerField(default=0)
    edition = models.PositiveIntegerField(default=1)
    """Counts the times it was sent anew after it had certainly not arrived; each has a Message-ID of its own."""
    not_before = models.DateTimeField(null=True, blank=True)
    message_id = models.CharField(max_length=400, blank=True, default="", db_index=True)
    sender = models.CharField(max_length=LONGEST_ADDRESS, blank=True, default="")
    """The address it was sent from, as it was then."""
    error = models.TextField(blank=True, default="")
    claim = models.CharField(max_length=32, blank=True, default="")
    """Whose turn at sending it is; another turn has another one."""
    claimed_at = models.DateTimeField(null=True, blank=True)
    data_at = models.DateTimeField(null=True, blank=True)
    """When the server was about to be handed the words: from then on it may have taken the mail."""
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    bounced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="mailing_key_once"),
            models.UniqueConstraint(fields=["unsubscribe_token"], condition=~Q(unsubscribe_token=""), name="mailing_token_once"),
        ]
        indexes = [
            models.Index(fields=["workspace", "to_digest"], condition=~Q(to_digest=""), name="mailing_to_digest"),
            models.Index(fields=["not_before"], condition=Q(state="queued"), name="mailing_queued"),
            models.Index(fields=["claimed_at"], condition=Q(state="sending"), name="mailing_sending"),
            models.Index(fields=["workspace", "-created_at"], name="mailing_newest"),
            models.Index(fields=["workspace", "about_type", "about_id"], name="mailing_about"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.state}"

    @property
    def can_cancel(self) -> bool:
        """Whether it can still be kept from leaving."""
        return self.state in {MailState.QUEUED, MailState.WAITING_APPROVAL}

    @property
    def can_retry(self) -> bool:
        """Whether a person may have it sent (again)."""
        return self.state in {MailState.FAILED, MailState.UNKNOWN, MailState.CANCELLED, MailState.BOUNCED}


class Attachment(models.Model):
    """One file of a mail, as it goes out."""

    mail = models.ForeignKey("mailing.OutgoingMail", on_delete=models.CASCADE, related_name="attachments")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=200)
    mime = models.CharField(max_length=100)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.name


class MailWording(WorkspaceOwned):
    """A person's own words for one kind of mail in one language, with {names} that are filled in."""

    kind = models.CharField(max_length=50)
    language = models.CharField(max_length=8)
    subject = models.CharField(max_length=LONGEST_SUBJECT)
    text = models.TextField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "kind", "language"], name="mailing_wording_once")]

    def __str__(self) -> str:
        return f"{self.kind} ({self.language})"


class Direction(models.TextChoices):
    """Who wrote an answer."""

    FROM_THEM = "from_them", _("From them")
    FROM_US = "from_us", _("From you")


class IncomingReply(WorkspaceOwned):
    """An answer to a mail of ours, or to an answer to it, as it was found in the mailbox; its `text` is what was newly written.

    What `direction` says is sure where `proven`: the mail lay in the folder of sent mails. Anybody can write a foreign address
    into the sender's line, so an unproven mail "from us" must not speak for the owner. Of attached files only the names are kept.
    `at` is when it says it was written, never later than `read_at`.
    """

    mail = models.ForeignKey("mailing.OutgoingMail", on_delete=models.CASCADE, related_name="replies")
    message_id = models.CharField(max_length=400)
    direction = models.CharField(max_length=10, choices=Direction.choices)
    proven = models.BooleanField(default=False)
    from_address = models.CharField(max_length=LONGEST_ADDRESS, blank=True, default="")
    from_name = models.CharField(max_length=200, blank=True, default="")
    to_addresses = models.JSONField(default=list, blank=True)
    """Whom it went to, openly; small letters."""
    subject = models.CharField(max_length=LONGEST_SUBJECT, blank=True, default="")
    text = models.TextField(blank=True, default="")
    files = models.JSONField(default=list, blank=True)
    automatic = models.BooleanField(default=False)
    """A program wrote it: a holiday reply and the like. It answers nothing."""
    at = models.DateTimeField()
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "message_id"], name="mailing_reply_once")]
        indexes = [models.Index(fields=["mail", "at"], name="mailing_replies_of")]

    def __str__(self) -> str:
        return f"{self.direction} {self.from_address}: {self.subject[:60]}"


class SuppressionReason(models.TextChoices):
    """Why somebody gets no advertising, the weightiest first."""

    COMPLAINED = "complained", _("Reported one of your mails as spam")
    OBJECTED = "objected", _("Objected")
    UNSUBSCRIBED = "unsubscribed", _("Unsubscribed")
    FORGOTTEN = "forgotten", _("Asked to be forgotten")
    BOUNCED = "bounced", _("Mail came back")
    BY_HAND = "by_hand", _("Added by hand")


class Suppression(WorkspaceOwned):
    """An address that gets no advertising. Only a keyed hash is kept: nobody can read the address from it, but it is known again."""

    digest = models.CharField(max_length=64)
    reason = models.CharField(max_length=16, choices=SuppressionReason.choices)
    at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "digest"], name="mailing_suppressed_once")]

    def __str__(self) -> str:
        return f"{self.reason} {self.digest[:8]}"
