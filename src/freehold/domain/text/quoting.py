"""Tells what somebody has newly written in a mail from the history below it, between its lines, and from the signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from freehold.domain.text.readable import readable

LONGEST = 200_000
MOST_LINES = 5_000
MOST_NODES = 200
"""Quotes and signatures that are taken out of one page; honest mails have a dozen."""
_LONGEST_LINE = 1_000
"""No line that begins a history is longer; of longer ones only this much is looked at."""
_QUOTED = re.compile(r"\s{0,3}(?:>|&gt;|\|\s)")
_DASHED = re.compile(
    r"\s*[-_*]{2,}\s*(?:original message|original appointment|forwarded message|begin forwarded message|reply message|"
    r"ursprüngliche (?:nachricht|mail|e-mail)|original-?nachricht|original ?e?-?mail|weitergeleitete nachricht|weitergeleitete mail|"
    r"message d['’]origine|message original|message transféré|mensaje original|mensaje reenviado|messaggio originale|"
    r"oorspronkelijk bericht|doorgestuurd bericht|mensagem original|původní zpráva|wiadomość oryginalna|ursprungligt meddelande)"
    r"\s*[-_*]{2,}\s*",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"\s*(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail)|début du message (?:transféré|réexpédié))\s*:\s*",
    re.IGNORECASE,
)
_RULE = re.compile(r"\s*[_\-—–=]{8,}\s*")
_KEYS = (
    r"from|sent|to|cc|bcc|subject|date|reply-to|importance|attachments|von|gesendet|gesendet am|an|betreff|datum|antwort an|anlagen|"
    r"priorität|kopie|de|envoyé|à|objet|para|enviado|enviado el|asunto|fecha|da|inviato|a|oggetto|data|van|verzonden|aan|onderwerp"
)
_SENDER_KEY = re.compile(r"[\s*_]{0,4}(?:from|von|de|da|van)\s?[*_]{0,2}\s?:[*_]{0,2}\s?\S", re.IGNORECASE)
_KEY = re.compile(rf"[\s*_]{{0,4}}(?:{_KEYS})\s?[*_]{{0,2}}\s?:", re.IGNORECASE)
_OPENERS = r"on|am|at|le|el|il|op|em|em|den|dnia|dne|um|vào"
_SAID = r"wrote|writes|schrieb|schrieben|a écrit|escribió|ha scritto|schreef|escreveu|skrev|napisał\(a\)|napisał|napsal\(a\)|napsal"
_WROTE = re.compile(rf"[\s*>]{{0,4}}(?:{_OPENERS})\b.{{4,400}}?\b(?:{_SAID})\b.{{0,200}}?:\s*", re.IGNORECASE)
_NAME_WROTE = re.compile(rf"\s*[^\n:]{{2,200}}\s(?:{_SAID})\s.{{0,200}}:\s*", re.IGNORECASE)
_STAMPED = re.compile(r"\s*\d{4}-\d{2}-\d{2}[ ,T]+\d{1,2}:\d{2}.{0,200}<[^<>\s]{3,320}>\s*:\s*")
#: A sentence of one's own may also end in "wrote:"; a program writes a year, a time of day or an address before it.
_BY_A_PROGRAM = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.h]\d{2}\b|@|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_SIGNATURE = re.compile(r"--\s?|—\s?|__\s?")
_MOBILE = re.compile(
    r"\s*(?:sent from (?:my |yahoo|outlook|mail for|proton|an? )|sent with (?:proton|spark|airmail|the)|sent via |get outlook for|"
    r"von meinem .{2,60} gesendet|von \S{2,30} gesendet|gesendet (?:von|mit|über|aus) |holen sie sich outlook|"
    r"outlook für (?:ios|android)|diese nachricht wurde von meinem|envoyé (?:de|depuis) (?:mon|ma) |enviado desde mi|"
    r"inviato da(?:l mio)? |verstuurd vanaf mijn)"
    r".{0,120}",
    re.IGNORECASE,
)
_SHAPELESS = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_BLANKS = re.compile(r"\n{3,}")
_GONE = ".gmail_signature, .moz-signature, .yahoo_quoted, .yahoo-quoted-begin, #Signature, #ms-outlook-mobile-signature, div[name=quote]"
_HISTORY_BELOW = "#divRplyFwdMsg, #appendonsend, #stopSpelling, #reply-intro"
_DONE = "data-shortened"


@dataclass(frozen=True, slots=True)
class _Piece:
    """Lines in a row that are all quoted, or all the writer's own."""

    quoted: bool
    lines: tuple[str, ...]


def new_words(text: str) -> str:
    """Return what was newly written: without history, attribution and signature; "" when nothing of it is new.

    Lines marked with ">" are left out; where answers stand between them, the last lines before each answer stay, so that one
    sees what is answered. Takes linear time.
    """
    lines = _lines(text)
    end, marks = _history(lines)
    pieces = _pieces(lines[:end], marks)
    own = [place for place, piece in enumerate(pieces) if not piece.quoted and any(line.strip() for line in piece.lines)]
    between = sum(place > 0 and pieces[place - 1].quoted for place in own) >= 2
    kept: list[str] = []
    for place in own:
        if between and place and pieces[place - 1].quoted:
            kept += [line for line in pieces[place - 1].lines if line.strip(" >|")][-2:]
        words = _without_signature(pieces[place].lines)
        kept += [*words, ""]
    return _BLANKS.sub("\n\n", "\n".join(kept)).strip()


def words_of_html(html: str) -> str:
    """Return an HTML mail as text, its quotes marked with ">" and shortened, and what mail programs put below them left out."""
    tree = LexborHTMLParser(html[:LONGEST])
    # One at a time and asked for anew: a node inside one that was taken out must not be touched again.
    for _count in range(MOST_NODES):
        if (node := tree.css_first(_HISTORY_BELOW)) is not None:
            _drop_from(node)
        elif (node := tree.css_first(_GONE)) is not None:
            node.decompose()
        elif (node := tree.css_first(f"blockquote:not([{_DONE}])")) is not None:
            _shorten(node)
        else:
            break
    return readable(tree.html or "").text


def _lines(text: str) -> list[str]:
    plain = _SHAPELESS.sub("", text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " "))
    return plain.split("\n")[:MOST_LINES]


def _history(lines: Sequence[str]) -> tuple[int, set[int]]:
    """Return (where the unmarked history begins, the lines that introduce marked quotes)."""
    marks: set[int] = set()
    place = 0
    while place < len(lines):
        line = lines[place][:_LONGEST_LINE]
        if not line.strip() or _QUOTED.match(line):
            place += 1
            continue
        if _DASHED.fullmatch(line) or _FORWARDED.fullmatch(line) or _header_block(lines, place):
            return _before_rule(lines, place), marks
        length = _attribution(lines, place)
        if not length:
            place += 1
            continue
        following = next((later for later in lines[place + length :] if later.strip()), "")
        if not _QUOTED.match(following):
            return place, marks
        marks.update(range(place, place + length))
        place += length
    return len(lines), marks


def _header_block(lines: Sequence[str], place: int) -> bool:
    """Tell whether a block of "From: … Sent: … To: … Subject: …" begins here."""
    if not _KEY.match(lines[place][:_LONGEST_LINE]):
        return False
    block = [line[:_LONGEST_LINE] for line in lines[place : place + 9] if line.strip()][:7]
    return sum(bool(_KEY.match(line)) for line in block) >= 3 and any(_SENDER_KEY.match(line) for line in block)


def _before_rule(lines: Sequence[str], place: int) -> int:
    """Return where a history begins, with the drawn line above it."""
    above = place - 1
    while above >= 0 and not lines[above].strip():
        above -= 1
    return above if above >= 0 and _RULE.fullmatch(lines[above][:_LONGEST_LINE]) else place


def _attribution(lines: Sequence[str], place: int) -> int:
    """Return over how many lines "On … Robin wrote:" runs from here; 0 where it does not stand."""
    joined = ""
    for length in range(1, 5):
        if place + length > len(lines) or not lines[place + length - 1].strip() or len(joined) > _LONGEST_LINE:
            return 0
        joined = f"{joined} {lines[place + length - 1][:_LONGEST_LINE].strip()}"
        if not joined.endswith(":"):
            continue
        whole = joined.strip()
        found = _WROTE.fullmatch(whole) or _NAME_WROTE.fullmatch(whole) or _STAMPED.fullmatch(whole)
        return length if found and _BY_A_PROGRAM.search(whole) else 0
    return 0


def _pieces(lines: Sequence[str], marks: set[int]) -> list[_Piece]:
    pieces: list[_Piece] = []
    collected: list[str] = []
    state = False
    for place, line in enumerate(lines):
        if place in marks:
            continue
        # A blank line belongs to what stands before it.
        quoted = state if not line.strip() else bool(_QUOTED.match(line))
        if quoted != state and collected:
            pieces.append(_Piece(state, tuple(collected)))
            collected = []
        state = quoted
        collected.append(line)
    return [*pieces, _Piece(state, tuple(collected))] if collected else pieces


def _without_signature(lines: Sequence[str]) -> list[str]:
    kept = list(lines)
    for place, line in enumerate(kept):
        # The very first line may be a dash of a list or of taste; a signature stands below something.
        if _SIGNATURE.fullmatch(line) and any(before.strip() for before in kept[:place]):
            kept = kept[:place]
            break
    while kept and (not kept[-1].strip() or _MOBILE.fullmatch(kept[-1][:_LONGEST_LINE]) or _RULE.fullmatch(kept[-1][:_LONGEST_LINE])):
        kept.pop()
    return kept


def _drop_from(node: LexborNode) -> None:
    """Take a node and everything after it within its parent out of the page."""
    later = node.next
    while later is not None:
        following = later.next
        later.decompose()
        later = following
    node.decompose()


def _shorten(quote: LexborNode) -> None:
    """Leave the last words of a quote, in a line of its own that is marked as quoted."""
    words = " ".join(quote.text(separator=" ").split())[-200:]
    for child in list(quote.iter(include_text=True)):
        child.decompose()
    quote.insert_child(f"> {words}")
    quote.attrs[_DONE] = "1"
