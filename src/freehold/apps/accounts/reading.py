"""Reading a profile from what a person gives: three words, a pasted CV, a page, a file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.domain.matching.gazetteer import Gazetteer
from freehold.domain.matching.profile import Profile, ProfileSkill
from freehold.domain.matching.skill_names import SkillName

#: An answer of so many words names a trade; a longer one is a CV.
SHORT_ANSWER = 25
MAX_CHARACTERS = 200_000
OFFERED = 16
#: With fewer neighbours than this, others of the trade are offered, too.
FEW = 6
#: Up to so many, a skill is offered that only one neighbour names.
ENOUGH = 12


@dataclass(frozen=True, slots=True)
class Proposal:
    """A profile that was read, and neighbouring skills that the person may tick."""

    profile: Profile
    offered: tuple[str, ...] = ()


def propose(text: str) -> Proposal:
    """Read a profile from free text: a CV, a page, or a few words such as "Django developer".

    Raises UserError for an empty or far too long text.
    """
    text = text.strip()
    if not text:
        raise UserError(_("Write a few words about what you do, or choose a file."))
    if len(text) > MAX_CHARACTERS:
        raise UserError(_("This text is longer than a profile can be. Nothing was read; paste only the pages about your work."))
    from freehold.domain.matching.read_profile import from_text

    names = _gazetteer()
    profile = _from_few_words(text, names) if len(text.split()) <= SHORT_ANSWER else from_text(text, names)
    return Proposal(profile, related_skills([skill.name for skill in profile.skills], names))


def propose_from_file(name: str, data: bytes) -> Proposal:
    """Read a profile from a file: JSON Resume, PDF, DOCX, Markdown or plain text.

    Raises UserError with the reason when the file cannot be read (encrypted, broken, of another kind).
    """
    from freehold.domain.matching.read_profile import from_json_resume
    from freehold.integrations.documents import is_json_resume, read_document, read_resume

    if not is_json_resume(data) and PurePath(name).suffix.lower() != ".json":
        return propose(read_document(name, data))
    profile = from_json_resume(read_resume(name, data))
    return Proposal(profile, related_skills([skill.name for skill in profile.skills], _gazetteer()))


def related_skills(known: Sequence[str], names: Gazetteer, limit: int = OFFERED) -> tuple[str, ...]:
    """Return skills that people with these skills mostly have too, the nearest first.

    Nearest are the list's own neighbours (wider, narrower and related skills), then the neighbours that several of those share,
    and for a skill with few of both, others of the same trade.
    """
    have = {name.casefold() for name in known}
    entries = [entry for name in known if (entry := names.get(names.canonical(name) or name))]
    near = Counter(name for entry in entries for name in _neighbours(entry, names))
    far = Counter(name for start in near if (entry := names.get(start)) for name in _neighbours(entry, names))
    ranked = [name for name, _votes in near.most_common()]
    ranked += [name for at, (name, votes) in enumerate(far.most_common(), start=len(ranked)) if votes > 1 or at < ENOUGH]
    if len(set(ranked)) < FEW:
        trades = {entry.trade for entry in entries if entry.trade}
        ranked += [entry.name for entry in _of_trades(names, trades)]
    return tuple(name for name in dict.fromkeys(ranked) if name.casefold() not in have)[:limit]


def _neighbours(entry: SkillName, names: Gazetteer) -> tuple[str, ...]:
    return (*entry.broader, *names.narrower(entry.name), *entry.related)


def with_skills(profile: Profile, chosen: Iterable[str]) -> Profile:
    """Return the profile with exactly the `chosen` skills: those it had keep years and evidence, others are added bare."""
    had = {skill.name.casefold(): skill for skill in profile.skills}
    once = dict.fromkeys(name.strip() for name in chosen if name.strip())
    return replace(profile, skills=tuple(had.get(name.casefold(), ProfileSkill(name)) for name in once))


def _from_few_words(text: str, names: Gazetteer) -> Profile:
    """A trade is neither a person's name nor evidence: it becomes the headline, and the skills it names are taken as said."""
    from freehold.domain.matching.read_profile import from_text

    read = from_text(text, names)
    skills = [skill.name for skill in read.skills]
    if not skills:
        parts = (names.canonical(part) for part in re.split(r"[,;/&\n]| and | und ", text))
        skills = [part for part in parts if part]
    return replace(read, name="", headline=" ".join(text.split()), summary="", experience=(), skills=tuple(map(ProfileSkill, skills)))


def _of_trades(names: Gazetteer, trades: set[str]) -> Iterable[SkillName]:
    return (entry for entry in names.skills() if entry.trade in trades) if trades else ()


def _gazetteer() -> Gazetteer:
    from freehold.integrations.skills import load_gazetteer

    return load_gazetteer()
