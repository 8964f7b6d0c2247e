"""What to take along from a platform, by platform: the things that are hard to get once an account is closed."""

from __future__ import annotations

#: What can be saved, as codes; the pages word them.
ITEMS = (
    "reviews",
    "job_history",
    "earnings",
    "invoices",
    "contracts",
    "messages",
    "contacts",
    "profile",
    "portfolio",
    "proposals",
    "connections",
    "data_export",
)
_OF: dict[str, tuple[str, ...]] = {
    "upwork": (
        "reviews",
        "job_history",
        "earnings",
        "invoices",
        "contracts",
        "messages",
        "profile",
        "portfolio",
        "proposals",
        "data_export",
    ),
    "fiverr": ("reviews", "job_history", "earnings", "invoices", "messages", "profile", "portfolio", "data_export"),
    "malt": ("reviews", "job_history", "invoices", "contracts", "messages", "profile", "portfolio", "data_export"),
    "freelancer": ("reviews", "job_history", "earnings", "invoices", "messages", "profile", "portfolio", "data_export"),
    "freelancermap": ("contacts", "messages", "profile", "proposals", "invoices"),
    "linkedin": ("connections", "messages", "reviews", "profile", "data_export"),
}
_GENERIC = ("reviews", "job_history", "invoices", "messages", "contacts", "profile", "portfolio", "data_export")
KNOWN = ("Upwork", "Fiverr", "Malt", "Freelancer", "freelancermap", "LinkedIn")


def platform_key(name: str) -> str:
    """Return the key of a platform as people or addresses name it ("www.Upwork.com" → "upwork"), "" for none."""
    plain = name.strip().casefold().removeprefix("https://").removeprefix("http://").removeprefix("www.").split("/")[0]
    for known in sorted(_OF, key=len, reverse=True):
        if plain == known or plain.startswith((f"{known}.", f"{known} ", f"{known}-")):
            return known
    return plain


def platform_name(name: str) -> str:
    """Return a platform's name as it is written, so that "upwork.com" and "Upwork" are one."""
    key = platform_key(name)
    return next((known for known in KNOWN if known.casefold() == key), name.strip())


def checklist(name: str) -> tuple[str, ...]:
    """Return what to save from this platform; of one that is not known, what any platform may hold."""
    return _OF.get(platform_key(name), _GENERIC)
