"""A refusal in plain words as a toast on the page where the button was pressed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse

from freehold.domain.errors import UserError
from freehold.kit.design.htmx import flash, refresh, toast

View = Callable[..., HttpResponse]


def complaints_as_toasts(view: View) -> View:
    """Show a UserError of a button as a toast on the page where it was pressed, in place of an error page."""

    @wraps(view)
    def guarded(request: Any, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except UserError as error:
            if request.headers.get("HX-Request") == "true":
                return toast(HttpResponse(status=204), str(error), level="bad")
            flash(request, str(error), level="bad")
            return refresh(request)

    return guarded
