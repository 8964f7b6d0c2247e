"""What happens with clients, told to whoever subscribes (config/wiring lists them)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClientsMerged:
    """Two clients were one and the same: `gone_id` is hidden from now on, and `kept_id` stands for both."""

    workspace_id: int
    kept_id: int
    gone_id: int


@dataclass(frozen=True, slots=True)
class ClientsUnmerged:
    """A merge was taken back: `gone_id` is a client of its own again."""

    workspace_id: int
    kept_id: int
    gone_id: int


@dataclass(frozen=True, slots=True)
class ClientForgotten:
    """A client's personal data is deleted for real; only what the law asks to keep is left."""

    workspace_id: int
    client_id: int
