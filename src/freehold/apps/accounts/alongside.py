"""Figures of the frame around every page that are read together with the workspace, so that they cost no query of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

#: Name → what makes an expression by OuterRef("workspace_id"); wiring fills it. Found in `request.figures` under the same name.
figures: dict[str, Callable[[], Any]] = {}
