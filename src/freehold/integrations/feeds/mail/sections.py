"""Cuts the lines of an alert mail into one section per job, whether the link is the title, stands above the words or below them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from freehold.integrations.feeds.links import links_in
from freehold.integrations.feeds.mail.message import MailContent
from freehold.integrations.feeds.plain import Line

CALL_TO_ACTION = re.compile(
    r"[\W_]*(?:(?:view|see|open|show|check out|go to)\s+(?:the\s+|this\s+|full\s+|more\s+)?(?:job|project|gig|posting|offer|"
    r"details?|listing|position|role|opportunity)"
    r"(?:\s+(?:details?|post(?:ing)?|now|online|description))?|apply(?:\s+(?:now|here|online|on\s+\w+))?|easily apply|read more|"
    r"learn more|more|details?|link|here|"
    r"click here|send (?:a )?proposal|submit (?:a )?proposal|bid now|"
    r"(?:zum|zur)\s+(?:projekt|job|stelle|angebot|ausschreibung|anzeige)|(?:projekt|job|stelle|details|angebot)?\s*(?:ansehen|"
    r"anzeigen)|mehr(?: erfahren)?|"
    r"weiterlesen|jetzt bewerben|url)[\W_]*",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"(?:hi|hello|hey|dear|hallo|guten|sehr geehrte\w*|liebe\w*)\b.{0,120}|.{0,100}\b(?:new (?:\w+ ){0,3}(?:jobs?|projects?|matches)|"
    r"(?:jobs?|projects?) (?:for you|match(?:ing|es)?)|neue\w* (?:\w+ ){0,2}(?:jobs?|projekte?|stellen)|job alert|suchagent)\b.{0,100}",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"unsubscribe|abmelden|abbestellen|you(?:'re| are| have)? receiv|this e-?mail was|diese e-?mail|manage (?:your|this|alert|"
    r"e-?mail)|preferences|©|\(c\) ?20\d\d|copyright|"
    r"privacy policy|datenschutz|impressum|all rights reserved|^(?:happy (?:bidding|hunting|freelancing)|best(?: regards)?|cheers|"
    r"kind regards|thanks|viele grüße|"
    r"mit freundlichen grüßen|ihr .{0,30}team|the .{0,30}team)\b|\bteam$",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\d{1,4}\+? (?:(?:new|neue|more|weitere) .{0,80}|(?:jobs?|projects?|projekte|stellen)\b.{0,60})$", re.IGNORECASE)
_MAX_HEAD = 8


@dataclass(slots=True)
class Section:
    """The words about one job. `titled` when the link itself holds words; these come first in `own`."""

    key: str
    href: str
    own: list[Line] = field(default_factory=list)
    head: list[Line] = field(default_factory=list)
    tail: list[Line] = field(default_factory=list)
    heading: bool = False  # one line right above the link is the title, all else follows

    @property
    def titled(self) -> bool:
        """Whether the words of the link name the job."""
        return bool(self.own)

    def lines(self) -> list[Line]:
        """The words about the job, without empty lines and calls to action."""
        words = [line for line in (*self.head, *self.own, *self.tail) if line.text and not CALL_TO_ACTION.fullmatch(line.text)]
        return list({line.text: line for line in words}.values())


def readable_lines(mail: MailContent) -> list[Line]:
    """Return the lines of the plain part where it holds links, else those of the HTML part; an empty line ends a paragraph."""
    if mail.lines and not mail.text_has_links:
        return list(mail.lines)
    lines = []
    for text in mail.text.splitlines():
        links = links_in(text)
        rest = text
        for link in links:
            rest = rest.replace(link, " ")
        rest = re.sub(r"[<(\[]\s+[>)\]]", " ", rest)  # the brackets that stood around a link
        lines.append(Line(" ".join(rest.split()), links[0] if links else ""))
        lines.extend(Line("", link) for link in links[1:])
    return lines


def sections(lines: Sequence[Line], key_of: Callable[[Line], str]) -> list[Section]:
    """Return one section per job, in order. `key_of` names the job that a line links to, "" for none."""
    runs, gaps = _runs(lines, key_of)
    for number, section in enumerate(runs):
        previous = runs[number - 1] if number else None
        _share(gaps[number], previous, section)
    if runs:
        last = runs[-1]
        if last.titled or last.heading or not last.head:
            last.tail.extend(_until_footer(gaps[-1]))
    return _joined(runs)


def _runs(lines: Sequence[Line], key_of: Callable[[Line], str]) -> tuple[list[Section], list[list[Line]]]:
    """Return the runs of links to one job, and the lines before, between and after them."""
    runs: list[Section] = []
    gaps: list[list[Line]] = [[]]
    for line in lines:
        key = key_of(line) if line.href else ""
        if not key:
            # A link that leads elsewhere (settings, logo) is no part of a job.
            gaps[-1].append(Line("") if line.href else line)
            continue
        if not runs or runs[-1].key != key:
            runs.append(Section(key, line.href))
            gaps.append([])
        elif gaps[-1]:
            runs[-1].tail.extend(gaps[-1])
            gaps[-1] = []
        if line.text and not CALL_TO_ACTION.fullmatch(line.text):
            runs[-1].own.append(line)
    return runs, gaps


def _share(gap: list[Line], previous: Section | None, following: Section) -> None:
    """Share the lines between two links: a title link begins its own section, a bare link may end one."""
    if following.titled:
        if previous is not None and (previous.titled or previous.heading or not previous.head):
            previous.tail.extend(_trimmed(gap))
        return
    paragraphs = _paragraphs(gap)
    if len(paragraphs) > 1 or (paragraphs and previous is None):
        _share_paragraphs(paragraphs, previous, following, touching=bool(gap and gap[-1].text))
    elif (
        previous is not None and (previous.titled or not previous.head) and not (following.tail and paragraphs and len(paragraphs[0]) == 1)
    ):
        previous.tail.extend(gap)
    else:
        following.head.extend(_trimmed(gap))


def _share_paragraphs(paragraphs: list[list[Line]], previous: Section | None, following: Section, *, touching: bool) -> None:
    if previous is None:
        paragraphs = [kept for paragraph in paragraphs if (kept := [line for line in paragraph if not _is_greeting(line)])]
    if not paragraphs:
        return
    head = paragraphs[-1]
    rest = paragraphs[:-1]
    following.heading = touching and len(head) == 1
    if not touching and rest and len(head) == 1 and previous is None:
        # The link stands apart from the words: all that came since the greeting is about it.
        head = [line for paragraph in paragraphs for line in paragraph][-_MAX_HEAD:]
        rest = []
    following.head.extend(head)
    if previous is not None and (previous.titled or previous.heading):
        previous.tail.extend(line for paragraph in rest for line in paragraph)
    elif not following.heading and previous is not None:
        following.head[:0] = [line for paragraph in rest for line in paragraph]


def _paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    paragraphs: list[list[Line]] = [[]]
    for line in lines:
        if not line.text:
            paragraphs.append([])
        elif not CALL_TO_ACTION.fullmatch(line.text):
            paragraphs[-1].append(line)
    return [paragraph for paragraph in paragraphs if paragraph]


def _is_greeting(line: Line) -> bool:
    # A title may hold the word "job" too: what stands out is a greeting only when it counts the jobs.
    return bool(_COUNT.match(line.text)) or (line.weight < 20 and bool(_GREETING.fullmatch(line.text)))


def _trimmed(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.text and not _is_greeting(line)]


def _until_footer(lines: Sequence[Line]) -> list[Line]:
    kept: list[Line] = []
    for line in lines:
        if _FOOTER.search(line.text):
            break
        kept.append(line)
    return kept


def _joined(runs: list[Section]) -> list[Section]:
    """Put sections about the same job together; the first keeps its place."""
    joined: dict[str, Section] = {}
    for section in runs:
        known = joined.setdefault(section.key, section)
        if known is not section:
            known.head.extend(section.head)
            known.own.extend(section.own)
            known.tail.extend(section.tail)
    return list(joined.values())
