"""A profile in the words of schema.org, so that machines which look for a freelancer can read one.

Source: https://schema.org/Person, https://schema.org/Service, https://schema.org/UnitPriceSpecification.
"""

from __future__ import annotations

from typing import Any

from freehold.domain.matching.profile import Profile, RateFloor

#: UN/CEFACT codes of the units that rates are paid for (Recommendation 20); a whole project has none.
_UNITS = {"hourly": "HUR", "daily": "DAY", "weekly": "WEE", "monthly": "MON", "yearly": "ANN"}


def schema_person(profile: Profile, url: str) -> dict[str, Any]:
    """Return the profile as a schema.org Person in JSON-LD, with only what stands in the profile. `url` is where it is read."""
    place = _without_empty({"@type": "PostalAddress", "addressLocality": profile.city, "addressCountry": profile.country})
    offers = [
        {
            "@type": "Offer",
            "itemOffered": _without_empty({"@type": "Service", "name": one.name, "description": one.description}),
            **_price(one.price),
        }
        for one in profile.services
    ]
    return _without_empty(
        {
            "@context": "https://schema.org",
            "@type": "Person",
            "@id": url,
            "url": url,
            "name": profile.name,
            "jobTitle": profile.headline,
            "description": profile.summary,
            "address": place if len(place) > 1 else None,
            "knowsAbout": [skill.name for skill in profile.skills],
            "knowsLanguage": list(profile.constraints.languages),
            "makesOffer": offers + [_rate(rate) for rate in profile.rates],
        }
    )


def _price(words: str) -> dict[str, str]:
    """Prices of services are the freelancer's own words: machines get them as words, never as a number that was guessed."""
    return {"description": words} if words else {}


def _rate(rate: RateFloor) -> dict[str, Any]:
    price = {"@type": "UnitPriceSpecification", "minPrice": f"{rate.min.normalize():f}", "priceCurrency": rate.currency}
    if rate.kind in _UNITS:
        price["unitCode"] = _UNITS[rate.kind]
    return {"@type": "Offer", "priceSpecification": price}


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, "", [], ())}
