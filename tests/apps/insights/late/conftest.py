"""What the tests of late payment start from: a workspace that bills, with clients."""

from tests.apps.billing.conftest import browser, freelancer, harbour, linde, other_workspace, owner, seller, tulip, workspace

__all__ = ["browser", "freelancer", "harbour", "linde", "other_workspace", "owner", "seller", "tulip", "workspace"]
