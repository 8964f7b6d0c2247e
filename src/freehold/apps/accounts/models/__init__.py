"""The tables of workspaces, people and profiles."""

from freehold.apps.accounts.models.freelancer import Freelancer
from freehold.apps.accounts.models.link import OneTimeLink
from freehold.apps.accounts.models.profile import FreelancerExperience, FreelancerRate, FreelancerService, FreelancerSkill
from freehold.apps.accounts.models.user import User
from freehold.apps.accounts.models.version import ProfileDraft, ProfileVersion
from freehold.apps.accounts.models.workspace import Membership, Role, Theme, Workspace

__all__ = [
    "Freelancer",
    "FreelancerExperience",
    "FreelancerRate",
    "FreelancerService",
    "FreelancerSkill",
    "Membership",
    "OneTimeLink",
    "ProfileDraft",
    "ProfileVersion",
    "Role",
    "Theme",
    "User",
    "Workspace",
]
