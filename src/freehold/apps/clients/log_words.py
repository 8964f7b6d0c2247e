"""The words of clients in the audit log; config/frame adds them to the page of the log (the oldest stand in billing/log_words)."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: Code → sentence, for the page of the log.
LOG_WORDS: dict[str, str | Promise] = {
    "client.merged": _("Made two clients one"),
    "client.unmerged": _("Made one client two again"),
    "client.forgotten": _("Forgot a client: deleted what need not be kept"),
    "contact.basis_set": _("Noted why somebody may be written to"),
    "client_field.added": _("Added the field “%(name)s” to clients"),
    "client_field.changed": _("Changed the field “%(name)s” of clients"),
    "client_field.removed": _("Removed the field “%(name)s” from clients"),
    "client_field.restored": _("Brought the field “%(name)s” of clients back"),
    "client_import.taken_in": _("Took clients in from a file"),
    "client_import.undone": _("Took an import of clients back"),
    "clients.exported": _("Saved %(count)s clients to a file"),
}
