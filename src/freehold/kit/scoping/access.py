"""Marks on views: a page asks for a signed-in person with a workspace unless it says otherwise."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from django.contrib.auth.decorators import login_not_required

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")


def workspace_not_required(view: Callable[Arguments, Answer]) -> Callable[Arguments, Answer]:
    """Mark a view that a signed-in person without a workspace may see (the wizard, the demo)."""

    @wraps(view)
    def marked(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Answer:
        return view(*args, **kwargs)

    marked_view: Any = marked
    marked_view.workspace_required = False
    return marked


def open_to_everyone(view: Callable[Arguments, Answer]) -> Callable[Arguments, Answer]:
    """Mark a view that needs no sign-in at all (the sign-in page, a health check)."""
    marked: Any = workspace_not_required(view)
    return cast(Callable[Arguments, Answer], login_not_required(marked))
