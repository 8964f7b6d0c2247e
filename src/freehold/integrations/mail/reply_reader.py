"""Finds the answers to our mails in a mailbox: heads first, and the whole only of what names one of ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from email.message import Message

from imap_tools.mailbox import BaseMailBox

from freehold.integrations.mail.imap import BATCH, Cursor, MailAccount, examine, message_of, new_uids, opened
from freehold.integrations.mail.replies import HEAD, answered_ids, by_a_machine, found_reply, own_id, parsed
from freehold.kit.mailing.port import FoundReply, Mailbox

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

    def read(self, mailbox: Mailbox, cursor: object, *, known: Known) -> tuple[list[FoundReply], dict[str, dict[str, int]]]:
        """Return the answers since `cursor` and the new cursor. Raises UserError in plain words."""
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
        found: list[FoundReply] = []
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
                ours.update(one.message_id for one in new)
                found += new
                following[folder] = after.as_json()
        return found, following


def sent_folder(box: BaseMailBox) -> str:
    """Return the folder of sent mails: the one that the server marks so (RFC 6154), else one of a usual name; "" without any."""
    folders = [one for one in list(box.folder.list())[:500] if "\\noselect" not in {flag.lower() for flag in one.flags}]
    marked = [one.name for one in folders if any(flag.lower() == "\\sent" for flag in one.flags)]
    usual = [one.name for one in folders if one.name.rpartition(one.delim or "/")[2].lower() in _SENT_NAMES]
    return next((name for name in (*marked, *usual) if name.upper() != "INBOX"), "")


def _read_folder(box: BaseMailBox, place: MailAccount, cursor: Cursor, known: Known, *, is_sent: bool) -> tuple[list[FoundReply], Cursor]:
    validity = examine(box, place)
    if validity != cursor.uid_validity:
        cursor = Cursor(validity, 0)
    uids, newest = new_uids(box, place, cursor)
    found: list[FoundReply] = []
    last = 0
    for start in range(0, len(uids), BATCH):
        batch = uids[start : start + BATCH]
        heads = {head.uid: head for head in _heads(box, batch)}
        wanted = _answers(list(heads.values()), known)
        for uid in batch:
            if uid in wanted and (mail := _whole(box, uid)) is not None:
                found.append(found_reply(heads[uid].mail, heads[uid].raw, mail, from_sent=is_sent))
            last = uid
            if len(found) >= MOST_WHOLE:
                return found, Cursor(validity, max(cursor.last_uid, last))
    finished = not uids or last == uids[-1]
    return found, Cursor(validity, max(cursor.last_uid, last, newest if finished else 0))


def _answers(heads: list[_Head], known: Known) -> set[int]:
    """Return the numbers of the mails that a person wrote in answer to one of ours."""
    named = {head.uid: answered_ids(head.mail) for head in heads if not by_a_machine(head.mail)}
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
