"""The specifications an e-invoice may claim to follow (BT-24), and how to tell them apart."""

from __future__ import annotations

from typing import Literal

Profile = Literal[
    "minimum", "basicwl", "basic", "en16931", "extended", "xrechnung", "xrechnung-extension", "xrechnung-cvd", "peppol", "other"
]

EN_16931 = "urn:cen.eu:en16931:2017"
XRECHNUNG = f"{EN_16931}#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0"
PEPPOL = f"{EN_16931}#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
PEPPOL_PROCESS = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"

# What we write.
SPECIFICATIONS = {"en16931": EN_16931, "xrechnung": XRECHNUNG, "peppol": PEPPOL}

_MARKS: tuple[tuple[str, Profile], ...] = (
    ("factur-x.eu:1p0:minimum", "minimum"),
    ("zugferd.de:2p0:minimum", "minimum"),
    ("factur-x.eu:1p0:basicwl", "basicwl"),
    ("zugferd.de:2p0:basicwl", "basicwl"),
    ("factur-x.eu:1p0:basic", "basic"),
    ("zugferd.de:2p0:basic", "basic"),
    ("factur-x.eu:1p0:extended", "extended"),
    ("zugferd.de:2p0:extended", "extended"),
    ("extension:xrechnung", "xrechnung-extension"),
    ("xrechnung:cvd", "xrechnung-cvd"),
    (":xrechnung_", "xrechnung"),
    ("peppol.eu:2017:poacc:billing", "peppol"),
    ("peppol.eu:poacc:trns:invoice", "peppol"),
)


def profile_of(specification: str) -> Profile:
    """Return the profile that a specification identifier (BT-24) names; "other" for one that is not known."""
    text = specification.strip().lower()
    for mark, profile in _MARKS:
        if mark in text:
            return profile
    return "en16931" if not text or text in {EN_16931, f"{EN_16931}:"} or text.endswith("#comfort") else "other"
