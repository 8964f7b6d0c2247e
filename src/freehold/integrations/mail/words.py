"""What the codes of mail servers mean, in plain words: for refusals on the spot and for mails that come back."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from freehold.kit.mailing.port import Failure, SendFailed

_ENHANCED = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_LONGEST_QUOTE = 300


def refused(code: int, answer: bytes, *, host: str, step: str, address: str = "") -> SendFailed:
    """Return the failure for a server's refusal. `step` is "hello", "login", "from", "to" or "data"; `code` -1 is no answer at all."""
    said = quoted(answer)
    enhanced = enhanced_code(said)
    failure = _failure(code, enhanced, step)
    if code <= 0:
        return SendFailed(_("%s broke the connection off. Nothing was sent; it is tried again.") % host, "temporary")
    known = {"host": host, "address": address, "code": code}
    if failure == "account":
        if step == "login" or code in {530, 534, 535, 538}:
            text = _(
                "%(host)s refused the user name or password. Many providers want an app password made for this; create one and enter it."
            )
        else:
            text = _(
                "%(host)s does not let this account send. Check the mail settings, and that the sender's address belongs to the account."
            )
    elif failure == "temporary":
        text = _("%(host)s asks to come back later (%(code)s). Nothing was sent; it is tried again by itself.")
    else:
        text = reason_of(enhanced, code) or _("%(host)s refused this mail (%(code)s).")
        if step == "to":
            text = _("The mail to %(address)s was refused:") + " " + text
    return SendFailed((text % known) + (f" “{said}”" if said else ""), failure)


def _failure(code: int, enhanced: str, step: str) -> Failure:
    if code in {421, 450, 451, 452, 454} or 400 <= code <= 499:
        return "temporary"
    # A server that greets with 554, or turns the sender down, would turn every mail down.
    if step in {"hello", "login"} or code in {530, 534, 535, 538} or (step == "from" and enhanced != "5.3.4"):
        return "account"
    return "permanent"


def reason_of(enhanced: str, code: int = 0) -> str:
    """Return why a mail was refused for good, by its enhanced status ("5.1.1") or else its code; "" when that says nothing."""
    subject, detail = [*enhanced.split("."), "", ""][1:3]
    table = {
        ("1", ""): _("There is no such address. Check it for a typing error."),
        ("2", "2"): _("The receiver's mailbox is full."),
        ("2", ""): _("The receiver's mailbox takes no mail."),
        ("3", "4"): _("The mail is larger than the receiver's server takes."),
        ("4", ""): _("The receiver's mail server cannot be reached."),
        ("5", ""): _("The servers did not understand each other."),
        ("6", ""): _("The receiver's server cannot read this kind of mail."),
        ("7", ""): _(
            "The receiver's server refused it by its rules, most often as suspected spam. Ask the receiver to allow your address."
        ),
    }
    found = table.get((subject, detail)) or table.get((subject, ""))
    if found or enhanced:
        return found or ""
    return {552: table["3", "4"], 550: table["1", ""], 551: table["1", ""], 553: table["1", ""]}.get(code, "")


def enhanced_code(text: str) -> str:
    """Return the first enhanced status in a text, such as "5.1.1", or ""."""
    found = _ENHANCED.search(text)
    return found.group(0) if found else ""


def quoted(answer: bytes) -> str:
    """Return what a server said as one short line that is safe to show."""
    text = answer.decode("utf-8", "replace")
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:_LONGEST_QUOTE]
