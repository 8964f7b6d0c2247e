"""The readable whole of a profile: the text that reasons may quote from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from freehold.domain.matching.profile import Profile


def whole_text(profile: Profile) -> Profile:
    """Return the profile with every statement of its fields in `text`.

    A reason quotes the profile literally, so a sentence that was typed into a field must stand in the text too.
    What the text already says is not said twice.
    """
    text = profile.text.strip()
    for statement in _statements(profile):
        if statement not in text:
            text = f"{text}\n{statement}" if text else statement
    return replace(profile, text=text)


def _statements(profile: Profile) -> Iterator[str]:
    wholes = [profile.headline, profile.summary]
    for job in profile.experience:
        wholes += [job.title, job.organisation, *job.text.splitlines()]
    for service in profile.services:
        wholes += [service.name, service.description]
    for skill in profile.skills:
        wholes += [skill.name, skill.evidence]
    return (whole.strip() for whole in wholes if whole.strip())
