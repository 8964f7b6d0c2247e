"""What the pages of papers share: finding one, who acts, complaints as toasts."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse

from freehold.apps.billing.models import Document
from freehold.apps.billing.selectors import documents as reads
from freehold.domain.errors import UserError
from freehold.kit.design.htmx import flash, refresh, toast

View = Callable[..., HttpResponse]


def document_or_404(request: Any, document_id: int) -> Document:
    """Return a paper of the reader's workspace."""
    found = reads.document(request.workspace, document_id)
    if found is None:
        raise Http404
    return found


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
