"""The rows that other apps may name in annotations; they are made and changed by the services alone."""

from freehold.apps.accounts.models import Freelancer, User, Workspace

__all__ = ["Freelancer", "User", "Workspace"]
