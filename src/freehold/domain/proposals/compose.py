"""Composes the sections of a proposal from what is asked, what can be shown, the price and the words of a language and tone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from freehold.domain.matching.profile import Profile
from freehold.domain.proposals.asked import Asked, Proof
from freehold.domain.proposals.price import Option, Price
from freehold.domain.proposals.section import KEYS, Length, Section, Tone
from freehold.domain.proposals.words import Words, check_template, fill, honest, language_of, words_in

_POINTS = {"short": 2, "usual": 4, "long": 8}
_PROOFS = {"short": 3, "usual": 5, "long": 10}
_GAPS = {"short": 3, "usual": 6, "long": 12}
_SERVICES = {"short": 0, "usual": 2, "long": 4}
_LONGEST_PROOF = 260


@dataclass(frozen=True, slots=True)
class Brief:
    """All that a proposal is written from. `needs` are literal sentences of theirs, the most telling first.

    `own` maps a section's key to the owner's text for it (a template's, or what was said in a proposal that won); `money` writes an
    amount and `valid_until`, `deposit` and `days` are written already as the language does.
    """

    title: str
    sender: str
    table: Sequence[Asked]
    needs: Sequence[str]
    profile: Profile
    price: Price
    money: Callable[[Decimal], str]
    contact: str = ""
    company: str = ""
    valid_until: str = ""
    deposit: str = ""
    days: str = ""
    own: Mapping[str, str] = field(default_factory=dict)
    own_titles: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    """Names of languages and the like as this language calls them, by their English name."""
    has_link: bool = True
    """Whether the client can answer on a page of ours; else they reply to the mail."""


@dataclass(frozen=True, slots=True)
class _Desk:
    brief: Brief
    words: Words
    tone: Tone
    length: Length
    language: str

    def text(self, key: str) -> str:
        return self.words.texts[key][self.tone]

    def quoted(self, text: str) -> str:
        first, last = self.words.quotes
        return f"{first}{text}{last}"


def compose(brief: Brief, *, language: str, tone: Tone, length: Length) -> tuple[Section, ...]:
    """Return the sections in the order of reading; one that would be empty is left out. Raises UserError for a faulty own template."""
    desk = _Desk(brief, words_in(language), tone, length, language_of(language))
    values = _values(desk)
    found = []
    for key in KEYS:
        own = brief.own.get(key, "")
        if own:
            check_template(own, where=brief.own_titles.get(key) or desk.words.titles[key])
        text = fill(own, values) if own else _BUILDERS[key](desk, values)
        if text.strip():
            found.append(Section(key, brief.own_titles.get(key) or desk.words.titles[key], text.strip()))
    return tuple(found)


def _values(desk: _Desk) -> dict[str, str]:
    brief = desk.brief
    named, unnamed = desk.words.greetings[desk.tone]
    plain = {
        "contact": brief.contact,
        "company": brief.company,
        "title": brief.title,
        "need": _bare(brief.needs[0]) if brief.needs else "",
        "sender": brief.sender,
        "valid_until": brief.valid_until,
        "deposit": brief.deposit,
        "days": brief.days,
    }
    return plain | {
        "greeting": fill(named, plain) if brief.contact else unnamed,
        "proof": _best_proof(desk),
        "points": _list(desk.quoted(_bare(one)) for one in _points(desk)),
        "services": _list(_services(desk)),
        "evidence": _list(_evidence(desk)),
        "gaps": _list(_gaps(desk)),
        "answers": _answers(desk),
        "prices": _list(_prices(desk)),
    }


def _opening(desk: _Desk, values: Mapping[str, str]) -> str:
    text = fill(desk.text("opening" if values["need"] else "opening_without"), values)
    if desk.length != "short" and values["proof"]:
        text += "\n\n" + fill(desk.text("opening_proof"), values)
    return text


def _work(desk: _Desk, values: Mapping[str, str]) -> str:
    if not values["points"]:
        return _joined(desk.text("work_services") + "\n" + values["services"] if values["services"] else "", desk.text("work_end"))
    services = f"{desk.text('work_services')}\n{values['services']}" if values["services"] else ""
    return _joined(f"{desk.text('work')}\n{values['points']}", services, desk.text("work_end") if desk.length != "short" else "")


def _shown(desk: _Desk, values: Mapping[str, str]) -> str:
    proofs = f"{desk.text('evidence')}\n{values['evidence']}" if values["evidence"] else ""
    missing = f"{desk.text('gaps')}\n{values['gaps']}" if values["gaps"] else ""
    return _joined(proofs, missing)


def _asked_back(_desk: _Desk, values: Mapping[str, str]) -> str:
    return values["answers"]


def _way(desk: _Desk, values: Mapping[str, str]) -> str:
    return fill(desk.text("way"), values)


def _price(desk: _Desk, values: Mapping[str, str]) -> str:
    offered = desk.brief.price.offered
    if not offered:
        return desk.text("price_none")
    return f"{desk.text('price' if len(offered) > 1 else 'price_one')}\n{values['prices']}"


def _terms(desk: _Desk, values: Mapping[str, str]) -> str:
    terms, offered = desk.words.terms, desk.brief.price.offered
    told = [
        terms["valid"] if values["valid_until"] else "",
        terms["deposit"] if values["deposit"] and any(one.is_counted for one in offered) else "",
        terms["days"] if values["days"] else "",
        terms["hourly"] if any(one.kind == "hourly" for one in offered) else "",
        terms["tax"] if offered else "",
    ]
    return "\n".join(fill(one, values) for one in told if one)


def _next(desk: _Desk, values: Mapping[str, str]) -> str:
    how = desk.text("next" if desk.brief.has_link else "next_reply")
    return _joined(how, fill(desk.text("sign"), values) if values["sender"] else "")


_BUILDERS: Mapping[str, Callable[[_Desk, Mapping[str, str]], str]] = {
    "opening": _opening,
    "work": _work,
    "evidence": _shown,
    "answers": _asked_back,
    "way": _way,
    "price": _price,
    "terms": _terms,
    "next": _next,
}


def _points(desk: _Desk) -> list[str]:
    """Return what of their text is to be done; the sentence that the opening quotes is not said twice."""
    rest = list(desk.brief.needs[1:]) or list(desk.brief.needs[:1])
    return rest[: _POINTS[desk.length]]


def _services(desk: _Desk) -> Iterable[str]:
    """Yield the services that have to do with what is asked."""
    wanted = {one.text.casefold() for one in desk.brief.table if one.kind == "skill" and not one.gap}
    proofs = {proof.where for one in desk.brief.table for proof in one.evidence if proof.source == "service"}
    fitting = [
        service
        for service in desk.brief.profile.services
        if service.name in proofs or any(word in f"{service.name} {service.description}".casefold() for word in wanted)
    ]
    for service in fitting[: _SERVICES[desk.length]]:
        first = service.description.strip().partition("\n")[0]
        yield f"{service.name}: {first}" if first else service.name


def _evidence(desk: _Desk) -> Iterable[str]:
    told: set[str] = set()
    rows = [one for one in desk.brief.table if one.evidence and one.kind in {"skill", "language", "seniority", "start", "hours"}]
    for one in rows:
        if len(told) >= _PROOFS[desk.length]:
            return
        proof = next((proof for proof in one.evidence if proof.quote not in told), None)
        if proof is None or proof.source == "project":  # names of other clients are not ours to tell
            continue
        told.add(proof.quote)
        yield _line_of(desk, one, proof)


def _line_of(desk: _Desk, asked: Asked, proof: Proof) -> str:
    is_quoted = asked.kind in {"start", "hours"}
    name = desk.quoted(_bare(asked.quote)) if is_quoted else desk.brief.names.get(asked.text, asked.text)
    if asked.kind == "language":
        return desk.brief.names.get(proof.quote, proof.quote)
    if proof.source == "setting":
        told = desk.words.odd["free_hours" if asked.kind == "hours" else "free_from"]
        return f"{name}: {fill(told, {'value': desk.brief.names.get(proof.quote, proof.quote)})}"
    years = fill(desk.words.odd["years"], {"years": proof.years}) if proof.years else ""
    bare = proof.quote.casefold() == asked.text.casefold()
    aside = " · ".join(part for part in (proof.where if proof.where != proof.quote else "", years) if part)
    said = "" if bare else f": {_bare(proof.quote, _LONGEST_PROOF)}"
    return f"{name}{said} ({aside})" if aside else f"{name}{said}"


def _best_proof(desk: _Desk) -> str:
    """Return the first proof of a must that is a sentence, with where it was."""
    for one in desk.brief.table:
        for proof in one.evidence:
            if one.kind == "skill" and proof.source in {"experience", "service", "summary", "skill"} and len(proof.quote.split()) > 3:
                return f"{_bare(proof.quote, _LONGEST_PROOF)} ({proof.where})" if proof.where else _bare(proof.quote, _LONGEST_PROOF)
    return ""


def _gaps(desk: _Desk) -> Iterable[str]:
    missing = [one for one in desk.brief.table if one.gap and one.kind != "question" and (one.need == "must" or desk.length != "short")]
    for one in missing[: _GAPS[desk.length]]:
        yield honest(one, desk.language, text=_named(desk, one.text))


def _named(desk: _Desk, text: str) -> str:
    """Return a name as this language calls it; the first word of "German C1" is a language."""
    first, blank, rest = text.partition(" ")
    return desk.brief.names.get(text) or (desk.brief.names.get(first, first) + blank + rest)


def _answers(desk: _Desk) -> str:
    blocks = []
    for one in desk.brief.table:
        if one.kind != "question":
            continue
        if one.gap:
            blocks.append(honest(one, desk.language))
        else:
            told = [_bare(proof.quote, _LONGEST_PROOF) + (f" ({proof.where})" if proof.where else "") for proof in one.evidence]
            shown = [text for text, proof in zip(told, one.evidence, strict=True) if proof.source != "project"]
            blocks.append(f"{desk.quoted(_bare(one.text))}\n{_list(shown)}" if shown else honest(_open(one), desk.language))
    return "\n\n".join(blocks)


def _open(one: Asked) -> Asked:
    return Asked(one.kind, one.need, one.text, one.quote, (), True, "question")


def _prices(desk: _Desk) -> Iterable[str]:
    price = desk.brief.price
    for option in price.offered:
        yield f"{option.name}: {amount_of(option, price.currency, desk.brief.money, desk.words.odd)}"


def amount_of(option: Option, currency: str, money: Callable[[Decimal], str], odd: Mapping[str, str]) -> str:
    """Return what an option costs in words: a sum, or a rate with the hours that it may take."""
    if option.kind != "hourly" or not option.lines:
        return money(option.total(currency))
    rate = f"{money(option.lines[0].price)} {odd['hour']}"
    if not option.hours:
        return rate
    return f"{rate}, {fill(odd['hours'], {'hours': f'{option.hours.normalize():f}'})}"


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"– {item}" for item in items if item)


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _bare(text: str, most: int = 240) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else words[: max(words.rfind(" ", 0, most), 1)] + " …"
