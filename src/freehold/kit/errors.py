"""How the two error trees look in the browser: plain words for the person, an id for the log."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from freehold.domain.errors import SystemFault, UserError

logger = logging.getLogger("freehold.faults")


class ErrorMiddleware:
    """Turn UserError into a 400 page with its own words, and everything unexpected into a 500 page with a log id."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer for a view that raised; Django's own (404, forbidden) stay Django's."""
        if isinstance(error, UserError):
            return error_page(request, 400, str(error))
        if isinstance(error, (Http404, PermissionDenied)):
            return None
        if isinstance(error, SystemFault):
            return fault_page(request, error)
        return None


def error_page(request: HttpRequest, status: int, message: str, fault_id: str = "") -> HttpResponse:
    """Render the page (or, for htmx, a toast-sized fragment) that tells the person what happened."""
    return render(request, "error.html", {"status": status, "message": message, "fault_id": fault_id}, status=status)


def fault_page(request: HttpRequest, error: BaseException | None = None) -> HttpResponse:
    """Log the fault under a fresh id and show that id."""
    fault_id = secrets.token_hex(4)
    logger.error("Fault %s at %s %s", fault_id, request.method, request.path, exc_info=error or True)
    return error_page(request, 500, _("Something went wrong on our side. What you saved before is safe; please try again."), fault_id)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400 (also an unknown host name)."""
    return error_page(request, 400, _("This request could not be understood. Please go back and try again."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403."""
    return error_page(request, 403, _("This page is not open to you. Sign in with another account, or ask the owner of the workspace."))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404."""
    return error_page(request, 404, _("There is nothing at this address. It may have moved, or it belongs to another workspace."))


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 for what no middleware caught."""
    return fault_page(request)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that came without its key, which is most often a page left open too long."""
    return error_page(
        request, 403, _("This page was open for too long or cookies are switched off. Reload it and send it again; nothing was changed.")
    )
