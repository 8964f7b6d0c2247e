"""Links as they may be kept: redirectors unwrapped without the network, tokens and tracking taken out, one address per job."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import SplitResult, parse_qs, parse_qsl, unquote, urlencode, urljoin, urlsplit, urlunsplit

from freehold.domain.postings.identity import canonical_url

MAX_URL = 2000
URL = re.compile(r"https?://[^\s<>\"'\\^`{|}\u201c\u201d]{3,4000}", re.IGNORECASE)

# Parameters that only follow the reader or let him in: they are credentials or noise, never part of an address.
_DROPPED = re.compile(
    r"utm_\w+|mc_[ce]id|gclid|fbclid|msclkid|igshid|_hs\w+|trk\w*|tracking_?id|ref_?id|ref|gh_src|lipi|mid_?token|mid_?sig|otp_?token|"
    r"eid|token|access_token|auth|signature|sig|frkscc|alid|tmtk|tk|bb|qd|rd|email_?id|subscriber_?id|preference_id|source_token|lever-source",
    re.IGNORECASE,
)
# Single letters that name the reader on one site and mean something else on others.
_DROPPED_ON = {"builtin.com": frozenset({"i"})}
_GOOGLE = re.compile(r"(?:www\.)?google\.[a-z.]{2,6}")
_BOARD_JOB = re.compile(r"https://(?:www\.linkedin\.com/jobs/view/\d+$|www\.upwork\.com/jobs/~|(?:[a-z-]+\.)*indeed\.[a-z.]+/viewjob\?jk=)")
_MAX_UNWRAPS = 5
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f]")
_SPACE = re.compile(r"\s")


def links_in(text: str) -> list[str]:
    """Return the web addresses written in `text`, in order, without the punctuation that follows them."""
    return [_without_tail(found[0]) for found in URL.finditer(text)]


def _without_tail(url: str) -> str:
    url = url.rstrip(".,;:!?*_~»›")
    while url.endswith((")", "]")) and url.count(url[-1]) > url.count("(" if url[-1] == ")" else "["):
        url = url[:-1].rstrip(".,;:!?")
    return url


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts if parts.scheme.lower() in {"http", "https"} and parts.hostname else None


def host_of(url: str) -> str:
    """Return the host of a web address in lower case, "" when it has none."""
    parts = _split(url)
    return (parts.hostname or "").rstrip(".") if parts else ""


def is_host(host: str, domain: str) -> bool:
    """Tell whether `host` is `domain` or lies below it."""
    return host == domain or host.endswith("." + domain)


def unwrapped(url: str) -> str:
    """Return where a known redirector leads, read from the address itself; other addresses are returned as they are."""
    for _attempt in range(_MAX_UNWRAPS):
        parts = _split(url)
        target = _target(parts) if parts else ""
        if not target or _split(target) is None:
            return url
        url = target
    return url


def _target(parts: SplitResult) -> str:
    host = parts.hostname or ""
    if _GOOGLE.fullmatch(host) and parts.path == "/url":
        query = parse_qs(parts.query)
        return (query.get("q") or query.get("url") or [""])[0]
    if is_host(host, "awstrack.me") and parts.path.startswith(("/L0/", "/I0/")):
        return unquote(parts.path[4:].split("/", 1)[0])
    if is_host(host, "safelinks.protection.outlook.com"):
        return parse_qs(parts.query).get("url", [""])[0]
    if is_host(host, "linkedin.com") and parts.path.endswith("/redir/redirect"):
        return parse_qs(parts.query).get("url", [""])[0]
    return ""


def clean_link(url: str, base: str = "") -> str:
    """Return an address that still works for the person but names nobody: unwrapped, without tokens, tracking and fragment.

    Relative addresses are resolved against `base`. Anything that is not http or https gives "".
    """
    url = _SPACE.sub("%20", _CONTROL.sub("", url).strip())
    if base and url and not URL.match(url):
        try:
            url = urljoin(base, url)
        except ValueError:
            return ""
    url = unwrapped(url) if len(url) <= MAX_URL * 4 else ""
    parts = _split(url)
    if parts is None:
        return ""
    board = _board_address(url)
    if board:
        return board
    dropped = next((names for domain, names in _DROPPED_ON.items() if is_host(parts.hostname or "", domain)), frozenset())
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode([(name, value) for name, value in pairs if not _DROPPED.fullmatch(name) and name not in dropped])
    if query and len(parse_qsl(query, keep_blank_values=True)) == len(pairs):
        query = parts.query  # nothing dropped: keep the writing of the site
    cleaned = urlunsplit((parts.scheme.lower(), _netloc(parts), parts.path or "/", query, ""))
    return cleaned if len(cleaned) <= MAX_URL else ""


def _netloc(parts: SplitResult) -> str:
    """Return host and port without a user name or password."""
    host = (parts.hostname or "").rstrip(".")
    host = f"[{host}]" if ":" in host else host
    default = {"http": 80, "https": 443}[parts.scheme.lower()]
    return f"{host}:{parts.port}" if parts.port and parts.port != default else host


def _board_address(url: str) -> str:
    """Return the one public address of a job on a board whose ids are known, else ""."""
    address = canonical_url(url)
    return address if _BOARD_JOB.match(address) else ""


def is_indeed(host: str) -> bool:
    """Tell whether `host` is a site of Indeed, of any country."""
    return re.fullmatch(r"(?:[a-z-]+\.)*indeed\.(?:com?(?:\.[a-z]{2})?|[a-z]{2})", host) is not None


def stable_id(own_id: str, url: str, *words: str) -> str:
    """Return what names a posting again at the next reading: the source's own id, else its address, else a hash of `words`."""
    own_id = own_id.strip()
    if own_id:
        return own_id if len(own_id) <= 200 else "sha256:" + _digest(own_id)
    if address := canonical_url(url):
        return address if len(address) <= 200 else "sha256:" + _digest(address)
    return "sha256:" + _digest("\n".join(" ".join(word.lower().split()) for word in words))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
