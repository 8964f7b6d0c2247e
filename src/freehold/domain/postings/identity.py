"""Tells whether two sightings are of the same posting: canonical addresses, hashes of the words, company keys."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"^(?:utm_\w+|mc_\w+|pk_\w+|_hs\w+|hsa_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|twclid|li_fat_id|ref|refid"
    r"|referrer|referer|referral|source|src|campaign\w*|trk\w*|tracking\w*|"
    r"otptoken|midtoken|midsig|lipi|lgcta|eid|token|sig|signature|alid|rgtk|xkcb|tk|from|cid|campaignid|guid|email|sessionid|jsessionid"
    r"|sid|spm|fp|frm|gh_src|lever-source|lever-origin|"
    r"ashby_src|recommended\w*|position|pagenum|savedsearchid|originaltoken|alertid|rltk|mkt_tok|vero_id|ck_subscriber_id|s_cid|t)$",
    re.IGNORECASE,
)
_REDIRECT_PARAMETERS = ("url", "q", "u", "target", "dest", "destination", "redirect", "redirect_url", "to", "link")
_REDIRECTORS = re.compile(
    r"(?:^|\.)(?:google\.[a-z.]{2,6}|l\.facebook\.com|lm\.facebook\.com|slack-redir\.net|t\.umblr\.com"
    r"|safelinks\.protection\.outlook\.com|urldefense\.com|duckduckgo\.com|steamcommunity\.com|exit\.sc|vk\.com|reddit\.com)$"
)
_REDIRECT_PATHS = re.compile(r"^/(?:url|l\.php|link|redirect|redir|away|l/?|linkfilter/?|aclk)?$")
_UPWORK_ID = re.compile(r"(~0?[0-9a-f]{10,30})", re.IGNORECASE)
_LINKEDIN_ID = re.compile(r"/(?:comm/)?jobs/view/(?:[^/?]{0,200}-)?(\d{6,14})(?:/|$)")
MAX_UNWRAPS = 4


def canonical_url(url: str) -> str:
    """Return the address without tracking, tokens and known redirectors; "" for anything that is not http(s).

    Never touches the network. Applying it twice changes nothing.
    """
    url = url.strip()
    for _ in range(MAX_UNWRAPS):
        inner = _unwrapped(url)
        if inner is None:
            break
        url = inner
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower().rstrip(".")
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return ""
    known = _known_board(host, parts.path, parts.query)
    if known:
        return known
    if ":" in host:
        host = f"[{host}]"
    network = host if port in (None, 80, 443) else f"{host}:{port}"
    query = urlencode(sorted((name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(name)))
    path = re.sub(r"/{2,}", "/", parts.path).rstrip("/")
    return urlunsplit(("https", network, path, query, ""))


def _known_board(host: str, path: str, query: str) -> str:
    """Return the one address of a posting on a board whose ids are known, "" for any other page."""
    if host == "linkedin.com" or host.endswith(".linkedin.com"):
        found = _LINKEDIN_ID.search(path)
        number = found.group(1) if found else dict(parse_qsl(query)).get("currentJobId", "")
        return f"https://www.linkedin.com/jobs/view/{number}" if re.fullmatch(r"\d{6,14}", number) else ""
    if re.search(r"(?:^|\.)indeed\.[a-z.]{2,6}$", host):
        values = dict(parse_qsl(query))
        key = values.get("jk") or values.get("vjk") or ""
        return f"https://{host}/viewjob?jk={key.lower()}" if re.fullmatch(r"[0-9a-fA-F]{8,24}", key) else ""
    if host == "upwork.com" or host.endswith(".upwork.com"):
        found = _UPWORK_ID.search(unquote(path)) or _UPWORK_ID.search(unquote(query))
        return f"https://www.upwork.com/jobs/{found.group(1).lower()}" if found else ""
    return ""


def _unwrapped(url: str) -> str | None:
    """Return the address inside a redirector's, None when there is none to be read without the network."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    if host.endswith(".awstrack.me") and parts.path.startswith("/L0/"):
        inner = unquote(parts.path[4:].split("/", 1)[0])
        return inner if inner.lower().startswith(("http://", "https://")) else None
    if _REDIRECTORS.search(host) and _REDIRECT_PATHS.match(parts.path):
        values = {name.lower(): value for name, value in parse_qsl(parts.query)}
        for name in _REDIRECT_PARAMETERS:
            if values.get(name, "").lower().startswith(("http://", "https://")):
                return values[name]
    return None


def normalised_words(text: str) -> list[str]:
    """Return the words of a text as they are compared: compatibility form, lower case, letters and digits only."""
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())


def body_hash(text: str) -> str:
    """Return the SHA-256 (hex) of the words of a readable text; markup, case, punctuation and spacing do not count."""
    return hashlib.sha256(" ".join(normalised_words(text)).encode("utf-8", "surrogatepass")).hexdigest()


_LEGAL_FORMS = frozenset(
    [
        "inc",
        "incorporated",
        "llc",
        "llp",
        "lp",
        "ltd",
        "limited",
        "corp",
        "corporation",
        "co",
        "company",
        "plc",
        "pty",
        "pte",
        "gmbh",
        "mbh",
        "ag",
        "kg",
        "kgaa",
        "ohg",
        "gbr",
        "ug",
        "ev",
        "eg",
        "se",
        "sa",
        "sas",
        "sarl",
        "sasu",
        "bv",
        "nv",
        "oy",
        "oyj",
        "ab",
        "as",
        "asa",
        "aps",
        "srl",
        "spa",
        "sl",
        "slu",
        "sro",
        "doo",
        "zoo",
        "ood",
        "kft",
        "oü",
        "sia",
        "uab",
        "pvt",
        "private",
        "holding",
        "holdings",
        "group",
        "gruppe",
        "the",
        "haftungsbeschränkt",
    ]
)
_DOTTED = re.compile(r"\b(?:\w\.){2,6}")


def company_key(name: str) -> str:
    """Return a company's name without legal form, punctuation and case, for comparing; the whole name where nothing else would remain."""
    plain = _DOTTED.sub(lambda found: found.group().replace(".", "") + " ", unicodedata.normalize("NFKC", name))
    words = normalised_words(plain.replace("&", " and ").replace("'", "").replace("’", ""))
    kept = [word for word in words if word not in _LEGAL_FORMS]
    while kept and kept[-1] in {"and", "und"}:
        kept.pop()
    return " ".join(kept or words)
