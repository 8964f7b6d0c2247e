"""Finds the answers to our mails in a mailbox, and who wants no more: heads first, and the whole only of what names one of ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from email.message import Message

from imap_tools.mailbox import BaseMailBox

from freehold.integrations.mail.complaints import complaint_of, may_complain
from freehold.integrations.mail.imap import BATCH, Cursor, MailAccount, examine, message_of, new_uids, opened
from freehold.integrations.mail.replies import HEAD, answered_ids, by_a_machine, found_reply, is_auto_reply, own_id, parsed, token_of
from freehold.kit.mailing.port import Found, FoundOptOut, FoundReply, Mailbox

MOST_HEADS = 1_000
"""Of each folder and reading; what is over it is looked at the next time."""
MOST_WHOLE = 100
_MOST_HEAD_BYTES = 64 * 1024
_UID = re.compile(rb"\bUID (\d{1,10})\b")
#: Where a server does not say which folder holds the sent mails, it is looked for by the usual names.
_SENT_NAMES = ("sent", "sent items", "sent messages", "sent mail", "gesendet", "gesendete objekte", "gesendete elemente")
Known = Callable[[Collection[str]], Collection[str]]


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of a mail with its number in the folder."""

    uid: int
    raw: bytes
    mail: Message

    @property
    def message_id(self) -> str:
        return own_id(self.mail, self.raw)


@dataclass(frozen=True, slots=True)
class ImapReplyReader:
    """Reads over IMAP. `security` is "tls"; tests on this very machine use "plain"."""

    security: str = "tls"

    def read(self, mailbox: Mailbox, cursor: object, *, known: Known) -> tuple[list[Found], dict[str, dict[str, int]]]:
        """Return what was found since `cursor` and the new cursor. Raises UserError in plain words."""
        account = MailAccount(
            mailbox.host,
            mailbox.user,
            mailbox.password,
            mailbox.port,
            security=self.security,
            since=mailbox.since,
            max_messages=MOST_HEADS,
        )
        earlier = cursor if isinstance(cursor, dict) else {}
        found: list[Found] = []
        following: dict[str, dict[str, int]] = {}
        ours: set[str] = set()

        def known_too(names: Collection[str]) -> set[str]:
            return set(known(names)) | (ours & set(names))

        with opened(account) as box:
            # What was sent first: an answer to an answer then finds what it answers.
            for folder, is_sent in ((sent_folder(box), True), ("INBOX", False)):
                if not folder:
                    continue
                place = replace(account, folder=folder)
                new, after = _read_folder(box, place, Cursor.from_json(earlier.get(folder)), known_too, is_sent=is_sent)
                ours.update(one.message_id for one in new if isinstance(one, FoundReply))
                found += new
                following[folder] = after.as_json()
        return found, following


def sent_folder(box: BaseMailBox) -> str:
    """Return the folder of sent mails: the one that the server marks so (RFC 6154), else one of a usual name; "" without any."""
    folders = [one for one in list(box.folder.list())[:500] if "\\noselect" not in {flag.lower() for flag in one.flags}]
    marked = [one.name for one in folders if any(flag.lower() == "\\sent" for flag in one.flags)]
    usual = [one.name for one in folders if one.name.rpartition(one.delim or "/")[2].lower() in _SENT_NAMES]
    return next((name for name in (*marked, *usual) if name.upper() != "INBOX"), "")


def _read_folder(box: BaseMailBox, place: MailAccount, cursor: Cursor, known: Known, *, is_sent: bool) -> tuple[list[Found], Cursor]:
    validity = examine(box, place)
    if validity != cursor.uid_validity:
        cursor = Cursor(validity, 0)
    uids, newest = new_uids(box, place, cursor)
    found: list[Found] = []
    last = 0
    for start in range(0, len(uids), BATCH):
        batch = uids[start : start + BATCH]
        heads = {head.uid: head for head in _heads(box, batch)}
        wanted = _answers(list(heads.values()), known)
        for uid in batch:
            one = _found(box, heads[uid], is_answer=uid in wanted, is_sent=is_sent) if uid in heads else None
            if one is not None:
                found.append(one)
            last = uid
            if len(found) >= MOST_WHOLE:
                return found, Cursor(validity, max(cursor.last_uid, last))
    finished = not uids or last == uids[-1]
    return found, Cursor(validity, max(cursor.last_uid, last, newest if finished else 0))


def _found(box: BaseMailBox, head: _Head, *, is_answer: bool, is_sent: bool) -> Found | None:
    """Return what a mail is to us, fetching the rest of it only where that is needed."""
    if not is_sent and (token := token_of(head.mail)):
        return FoundOptOut(token)
    if not is_sent and may_complain(head.mail):
        mail = _whole(box, head.uid)
        return None if mail is None else complaint_of(mail)
    if not is_answer:
        return None
    if by_a_machine(head.mail):
        # That somebody is away is all that matters of it; its words stay where they are.
        return found_reply(head.mail, head.raw, head.mail, from_sent=is_sent, automatic=True)
    mail = _whole(box, head.uid)
    return None if mail is None else found_reply(head.mail, head.raw, mail, from_sent=is_sent)


def _answers(heads: list[_Head], known: Known) -> set[int]:
    """Return the numbers of the mails that answer one of ours, holiday replies among them."""
    named = {head.uid: answered_ids(head.mail) for head in heads if not by_a_machine(head.mail) or is_auto_reply(head.mail)}
    names = {name for ids in named.values() for name in ids} | {head.message_id for head in heads}
    ours = set(known(names))
    wanted: set[int] = set()
    for head in heads:
        if head.uid in named and ours.intersection(named[head.uid]):
            wanted.add(head.uid)
            ours.add(head.message_id)
    return wanted


def _heads(box: BaseMailBox, uids: list[int]) -> Iterator[_Head]:
    names = ",".join(map(str, uids))
    _status, answers = box.client.uid("FETCH", names, f"(UID BODY.PEEK[HEADER.FIELDS ({HEAD})]<0.{_MOST_HEAD_BYTES}>)")
    asked = set(uids)
    pieces = list(answers or [])
    for place, answer in enumerate(pieces):
        if not isinstance(answer, tuple) or not isinstance(answer[1], bytes):
            continue
        # A server may say the number before the words or after them.
        after = pieces[place + 1] if place + 1 < len(pieces) else b""
        uid = _UID.search(answer[0]) or _UID.search(after if isinstance(after, bytes) else b"")
        mail = parsed(answer[1])
        if uid and int(uid[1]) in asked and mail is not None:
            yield _Head(int(uid[1]), answer[1], mail)


def _whole(box: BaseMailBox, uid: int) -> Message | None:
    """Return as much of a mail as is read at all: of a larger one the first megabyte, where the words stand."""
    raw = message_of(box, uid)
    return None if raw is None else parsed(raw)
