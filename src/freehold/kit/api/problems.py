"""Errors as RFC 9457 problem details, in the words of the two error trees."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from freehold.domain.errors import UserError

logger = logging.getLogger("freehold.faults")
MEDIA_TYPE = "application/problem+json"
#: The shape of every error, for the description of the API.
SCHEMA: dict[str, Any] = {
    "type": "object",
    "title": "Problem",
    "description": "What went wrong (RFC 9457).",
    "required": ["title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong and what to do, for a person."},
        "errors": {
            "type": "array",
            "description": "The fields that were refused.",
            "items": {"type": "object", "properties": {"field": {"type": "string"}, "detail": {"type": "string"}}},
        },
    },
}


def problem(status: int, detail: str, *, headers: Mapping[str, str] | None = None, **more: Any) -> JsonResponse:
    """Return an error answer. `detail` says what is wrong and what to do."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}
    return JsonResponse(body, status=status, content_type=MEDIA_TYPE, headers={"Cache-Control": "no-store", **(headers or {})})


def handle_problems(api: NinjaAPI) -> None:
    """Make every error of `api` a problem."""
    for kind, handler in (
        (Exception, _fault),
        (Http404, _missing),
        (UserError, _refused),
        (ValidationError, _invalid),
        (HttpError, _http),
        (AuthenticationError, _unknown),
        (Throttled, _too_fast),
    ):
        api.add_exception_handler(kind, handler)


def _refused(_request: HttpRequest, error: Any) -> JsonResponse:
    return problem(422, str(error))


def _missing(_request: HttpRequest, _error: Any) -> JsonResponse:
    return problem(404, _("There is nothing at this address. It may have moved, or it belongs to another workspace."))


def _http(_request: HttpRequest, error: Any) -> JsonResponse:
    return problem(error.status_code, str(error))


def _unknown(_request: HttpRequest, _error: Any) -> JsonResponse:
    text = _("Send a token that is good: “Authorization: Bearer fh_…”. Tokens are made under Settings → API.")
    return problem(401, text, headers={"WWW-Authenticate": 'Bearer realm="Freehold"'})


def _too_fast(_request: HttpRequest, error: Any) -> JsonResponse:
    return problem(429, _("This token asks too often. Wait a little and try again."), headers={"Retry-After": str(error.wait or 1)})


def _invalid(_request: HttpRequest, error: Any) -> JsonResponse:
    errors = [
        {"field": ".".join(str(part) for part in found["loc"][1:]) or str(found["loc"][0]), "detail": found["msg"]}
        for found in error.errors
    ]
    named = ", ".join(dict.fromkeys(found["field"] for found in errors))[:300]
    return problem(422, _("Some values cannot be used: %(fields)s. Nothing was changed.") % {"fields": named}, errors=errors)


def _fault(request: HttpRequest, error: Any) -> JsonResponse:
    fault_id = secrets.token_hex(4)
    logger.error("Fault %s at %s %s", fault_id, request.method, request.path, exc_info=error)
    text = _("Something went wrong on our side. It is in the log as %(id)s.") % {"id": fault_id}
    return problem(500, text, fault=fault_id)
