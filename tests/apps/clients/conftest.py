"""What the tests of clients start from."""

from tests.apps.billing.conftest import browser, freelancer, linde, other_workspace, owner, workspace

__all__ = ["browser", "freelancer", "linde", "other_workspace", "owner", "workspace"]
