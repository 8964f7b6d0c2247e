"""What the pages of papers share: finding one, who acts, complaints as toasts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse

from freehold.apps.billing.models import Document
from freehold.apps.billing.selectors import documents as reads

View = Callable[..., HttpResponse]


def document_or_404(request: Any, document_id: int) -> Document:
    """Return a paper of the reader's workspace."""
    found = reads.document(request.workspace, document_id)
    if found is None:
        raise Http404
    return found
