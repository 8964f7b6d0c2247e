"""What the dashboard works out for itself."""

from freehold.apps.dashboard.services.doctor import Finding, examine

__all__ = ["Finding", "examine"]
