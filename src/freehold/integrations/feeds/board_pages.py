"""What the readers of companies' job boards share: whose board an address shows, kinds of contract, levels and places in their words."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from freehold.domain.ports import SourceTerms
from freehold.domain.postings.countries import country_code
from freehold.integrations.feeds.contract import contract_of
from freehold.integrations.feeds.marking import gettext_noop
from freehold.integrations.feeds.plain import one_line

MAX_PAGE = 2_000_000
_MAX_LINKS = 5000
_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_LINK = re.compile(r"(?:https?:)?//[^\s\"'<>\\`{|}]{4,1000}", re.IGNORECASE)
# Names below a vendor's domain, and first parts of its paths, that are no company's.
_NO_COMPANY = frozenset(
    ["www", "api", "app", "apps", "auth", "blog", "cdn", "developer", "developers", "docs", "embed", "help", "j", "jobs", "login", "assets",
     "static", "status", "support", "v0", "v1", "oneclick-ui", "signin", "privacy", "terms", "posting-api", "favicon", "accounts", "users"]
)  # fmt: skip
_BOTH_TIMES = re.compile(r"full\W{0,3}(?:time)?\W{0,3}(?:or|and|/|,|-)?\W{0,3}(?:or)?\W{0,3}part\W?time", re.IGNORECASE)
_STANDING = re.compile(
    r"\b(?:permanent|unlimited|indefinite|open[ -]ended|employment) contract\b|\bcdi\b|\bregular\b|\bunbefristet\w*", re.IGNORECASE
)
_FORMS = (
    ("employee_leasing", re.compile(r"\barbeitnehmer(?:ü|ue)berlassung|\bzeitarbeit|\bleiharbeit", re.IGNORECASE)),
    ("c2c", re.compile(r"\bc2c\b|\bcorp[ -](?:to|2)[ -]corp\b", re.IGNORECASE)),
    ("1099", re.compile(r"\b1099\b")),
    ("freelance", re.compile(r"\bself[ -]?employed\b|\bb2b\b", re.IGNORECASE)),
    ("part-time", re.compile(r"\bmini-?job", re.IGNORECASE)),
    ("internship", re.compile(r"\bworking student|\bwerkstudent|\btrainee|\bapprentice|\bauszubild", re.IGNORECASE)),
    ("temporary", re.compile(r"\bfixed[ -]?term\b|\bcdd\b|\btemporary contract\b|\bbefristet", re.IGNORECASE)),
)
_LEVELS = {
    "entry level": "entry level", "junior": "junior", "mid level": "mid level", "intermediate": "mid level", "senior": "senior",
    "senior level": "senior", "lead": "lead", "principal": "principal", "staff": "staff",
}  # fmt: skip


def public_terms(vendor: str) -> SourceTerms:
    """Return the terms of a vendor's public boards: they are public and made to be embedded, so no key is needed."""
    return SourceTerms(
        tier="open",
        terms=gettext_noop(
            "Companies publish their open positions here for everybody to read; no key is needed. "
            "Each posting links back to the company's own page."
        ),
        attribution=vendor,
        min_interval_minutes=120,
    )


def board_address(page: str, at: Callable[[SplitResult], str], named: Callable[[str], str]) -> str:
    """Return the address of the data behind `page`, "" when it is none of the board's.

    `page` is an address, a bare company token, or the markup of a careers page that embeds a board. `at` gives the
    address of the data for one address, `named` for a token.
    """
    page = page.strip()
    if "<" in page:
        return next((found for link in _links(page) if (parts := _split(link)) and (found := at(parts))), "")
    if _TOKEN.fullmatch(page):
        return named(page)
    parts = _split(page if "://" in page else f"https://{page}")
    return at(parts) if parts else ""


def _links(markup: str) -> Iterable[str]:
    for number, found in enumerate(_LINK.finditer(markup[:MAX_PAGE].replace("\\/", "/"))):
        if number == _MAX_LINKS:
            return
        link = html.unescape(found[0])
        yield link if "://" in link.split("?", 1)[0] else f"https:{link}"


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return None
    return parts if parts.scheme.lower() in ("http", "https") and parts.hostname else None


def host(parts: SplitResult) -> str:
    """Return the host in lower case, without the dot that may end it."""
    return (parts.hostname or "").rstrip(".")


def steps(parts: SplitResult) -> list[str]:
    """Return the parts of the path, unquoted."""
    return [unquote(step) for step in parts.path.split("/") if step]


def token(words: list[str], position: int = 0, pattern: re.Pattern[str] = _TOKEN) -> str:
    """Return the company's token at a position of a path, "" when there is none."""
    found = words[position] if position < len(words) else ""
    return found if pattern.fullmatch(found) and found.lower() not in _NO_COMPANY else ""


def below(parts: SplitResult, domain: str) -> str:
    """Return the company's name in "company.domain", "" when the host is another or the vendor's own."""
    name = host(parts).removesuffix("." + domain)
    return name if name != host(parts) and _LABEL.fullmatch(name) and name not in _NO_COMPANY else ""


def label(name: str) -> str:
    """Return a token as the first part of a host name, "" when it cannot be one."""
    name = name.lower()
    return name if _LABEL.fullmatch(name) and name not in _NO_COMPANY else ""


def company_named(name: str) -> str:
    """Return a company's token in readable form ("acme-labs" → "Acme Labs"); one with capitals is kept as it is."""
    words = one_line(re.sub(r"[-_]+", " ", name))
    return words.title() if words.islower() else words


def form_of_work(*stated: str) -> str:
    """Return the kind of contract for the board's words or codes ("fulltime_fixed_term" → "temporary"), "" when they name none."""
    words = " ".join(one for one in stated if one)[:400].replace("_", " ")
    words = _STANDING.sub("permanent", _BOTH_TIMES.sub("full time", words))
    return next((name for name, pattern in _FORMS if pattern.search(words)), "") or contract_of(words)


def level(stated: str) -> str:
    """Return the level for the board's words or codes ("entry_level"), "" for those that are no level of skill."""
    return _LEVELS.get(re.sub(r"[_-]+", " ", stated).strip().lower(), "")


def mode_in(*stated: str) -> str:
    """Return the mode of work that short words name ("On-site", "Remote, Spain", "fully_remote"), "" when they name none."""
    words = re.sub(r"[_-]+", " ", " ".join(stated)[:400]).lower()
    if re.search(r"\bhybrid\b", words):
        return "hybrid"
    if re.search(r"\bremote\b|\btelecommut", words) and not re.search(r"\b(?:no|not|non) remote\b", words):
        return "remote"
    return "onsite" if re.search(r"\bon ?site\b|\bin (?:the )?office\b|\bin person\b", words) else ""


def placed(places: Iterable[str], countries: Iterable[str] = ()) -> dict[str, Any]:
    """Return the structured keys for where the work is: the places in words, and the codes of the countries they lie in."""
    stated: dict[str, Any] = {}
    if place := one_line("; ".join(dict.fromkeys(one for one in places if one))):
        stated["place"] = place
    if codes := list(dict.fromkeys(code for one in countries if one and (code := country_code(one)))):
        stated |= {"countries": codes, "countries_only": False}
    return stated


def sections(*parts: tuple[str, str]) -> str:
    """Return one text of parts that are (heading, markup); parts without markup are left out."""
    told = [(one_line(heading), markup) for heading, markup in parts if markup.strip()]
    return "\n".join(f"<h3>{html.escape(heading, quote=False)}</h3>\n{markup}" if heading else markup for heading, markup in told)
