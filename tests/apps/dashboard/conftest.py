"""Today shows what the inbox holds, so its tests start from the inbox's fixtures."""

from tests.apps.opportunities.conftest import _small_engine, freelancer, owner, take_in, workspace

__all__ = ["_small_engine", "freelancer", "owner", "take_in", "workspace"]
