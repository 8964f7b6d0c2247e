"""A proposal as a PDF/A-3b or a picture, in the looks of invoices; its block of acceptance names who, when and the hash."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from freehold.domain.money.rounding import round_on_document
from freehold.domain.proposals.paper import Paper
from freehold.domain.proposals.price import Option
from freehold.integrations.pdf.content import RAW, content
from freehold.integrations.pdf.desk import Desk, set_up
from freehold.integrations.pdf.render import picture_of
from freehold.integrations.pdf.text import clean, everywhere, paragraphs
from freehold.integrations.pdf.typesetter import set_in_type

_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "proposal": "Proposal",
        "number": "Proposal no.",
        "total": "Total, net",
        "acceptance": "Acceptance",
        "accepted": "Accepted by {name} on {day}.",
        "chosen": "Chosen: {option}.",
        "open": "To accept, open the link in the mail that this came with; or sign here and send it back.",
        "choice": "Choice",
        "name": "Name",
        "day": "Day and place",
        "signature": "Signature",
        "hash": "Fingerprint of this text (SHA-256)",
    },
    "de": {
        "proposal": "Angebot",
        "number": "Angebotsnr.",
        "total": "Summe, netto",
        "acceptance": "Annahme",
        "accepted": "Angenommen von {name} am {day}.",
        "chosen": "Gewählt: {option}.",
        "open": "Zum Annehmen öffnen Sie den Link in der E-Mail, mit der dies kam; oder unterschreiben Sie hier und senden es zurück.",
        "choice": "Wahl",
        "name": "Name",
        "day": "Ort und Datum",
        "signature": "Unterschrift",
        "hash": "Fingerabdruck dieses Textes (SHA-256)",
    },
}


def render_proposal(paper: Paper, *, at: datetime) -> bytes:
    """Return the proposal as a PDF/A-3b of the time `at`; the same paper and time give the same bytes.

    Raises UserError when the logo cannot be used.
    """
    return set_in_type(proposal_content(paper), kind="pdf", at=at)[0]


def preview_proposal(paper: Paper, *, page: int = 1, width: int = 800) -> tuple[bytes, int]:
    """Return page `page` (from 1) as a PNG `width` dots wide, and the number of pages. Raises UserError for a page that is not there."""
    return picture_of(proposal_content(paper), page=page, width=width)


def proposal_content(paper: Paper) -> dict[str, Any]:
    """Return everything that the template prints, in the client's language."""
    desk, tree = set_up(paper.sheet), content(paper.sheet)
    word = _WORDS["de" if paper.sheet.language.startswith("de") else "en"]
    own = {
        "title": word["proposal"],
        "summary": f"{word['proposal']} {tree['number']} · {tree['sender']['name']}",
        "subject": paper.sheet.title,
        "facts": [[word["number"], tree["number"]], *tree["facts"][1:]],
        "sections": [{"key": one.key, "title": one.title, "blocks": _blocks(one.text)} for one in paper.sections],
        "options": [_option(desk, one, word) for one in paper.options],
        "price_at": _price_place(paper),
        "acceptance": _acceptance(desk, paper, word),
    }
    cleaned: dict[str, Any] = everywhere(own, clean, but=RAW)
    return {**tree, **cleaned, "look": "proposal", "dress": tree["look"]}


def _blocks(text: str) -> list[dict[str, Any]]:
    """Return the paragraphs; lines that begin with a dash are a list."""
    found: list[dict[str, Any]] = []
    for lines in paragraphs(text):
        for line in lines:
            item = line.lstrip().startswith(("– ", "- ", "• ", "* "))
            words = line.lstrip()[2:].strip() if item else line
            if found and found[-1]["open"] and found[-1]["list"] == item:
                found[-1]["lines"].append(words)
            else:
                found.append({"list": item, "lines": [words], "open": True})
        if found:
            found[-1]["open"] = False
    return [{"list": one["list"], "lines": one["lines"]} for one in found]


def _option(desk: Desk, option: Option, word: Mapping[str, str]) -> dict[str, Any]:
    columns = [
        {"label": desk.word["description"], "align": "start", "width": "1fr"},
        {"label": desk.word["quantity"], "align": "end", "width": "auto"},
        {"label": desk.word["price"], "align": "end", "width": "auto"},
        {"label": desk.word["amount"], "align": "end", "width": "auto"},
    ]
    rows = [
        [
            {"text": line.name, "small": [part for part in line.detail.splitlines() if part.strip()]},
            {"text": desk.write.quantity(line.quantity, line.unit), "small": []},
            {"text": desk.write.price(line.price), "small": []},
            {"text": desk.write.amount(round_on_document(line.quantity * line.price, desk.write.currency)), "small": []},
        ]
        for line in option.lines
    ]
    total = desk.write.money(option.total(desk.write.currency))
    return {"name": option.name, "table": {"columns": columns, "rows": rows}, "total": [word["total"], total]}


def _price_place(paper: Paper) -> str:
    keys = [one.key for one in paper.sections]
    return "price" if "price" in keys else keys[-1] if keys else ""


def _acceptance(desk: Desk, paper: Paper, word: Mapping[str, str]) -> dict[str, Any]:
    given = paper.acceptance
    lines = [word["open"]]
    if given is not None:
        lines = [word["accepted"].format(name=given.name, day=desk.write.day(given.day))]
        if given.option:
            lines.append(word["chosen"].format(option=given.option))
    fields = [] if given is not None else [word["name"], word["day"], word["signature"]]
    if len(paper.options) > 1 and given is None:
        fields = [word["choice"], *fields]
    hashed = " ".join(paper.text_hash[place : place + 8] for place in range(0, len(paper.text_hash), 8))
    return {"title": word["acceptance"], "lines": lines, "fields": fields, "hash_label": word["hash"], "hash": hashed}
