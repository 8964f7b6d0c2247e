"""Letting a program in: a bearer token that is good, may do what is asked, and does not ask too often."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.errors import AuthorizationError, Throttled
from ninja.security import HttpBearer

from freehold.domain.errors import SystemFault
from freehold.kit.api.models import ApiToken
from freehold.kit.api.services import seconds_to_wait, token_row


class ApiRequest(HttpRequest):
    """A request as an operation gets it: `auth` is the token, `workspace` its workspace."""

    auth: ApiToken
    workspace: Any


class TokenAuth(HttpBearer):
    """Asks for a token that holds `scope`."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """Return the token's row and set the request's workspace; None for an unknown, revoked or ended token."""
        now = timezone.now()
        row = token_row(token, now)
        if row is None:
            return None
        wait = seconds_to_wait(row, now)
        if wait:
            raise Throttled(wait)
        if self.scope not in row.scopes:
            raise AuthorizationError(message=_("This token may not do that: it lacks the scope %(scope)s.") % {"scope": self.scope})
        cast(Any, request).workspace = row.workspace
        return row


def needs(scope: str) -> TokenAuth:
    """Return what an operation puts into `auth=`: a token with this one scope."""
    return TokenAuth(scope)


def workspace_of(request: HttpRequest) -> Any:
    """Return the workspace that the token belongs to. Raises SystemFault for an operation that forgot to ask for a token."""
    if not isinstance(getattr(request, "auth", None), ApiToken):
        raise SystemFault(f"{request.path} asks for no token")
    return cast(ApiRequest, request).workspace


def actor_of(request: HttpRequest) -> str:
    """Return who did it, for the log."""
    return f"API: {cast(ApiRequest, request).auth.name}"


def token_of(request: HttpRequest) -> ApiToken:
    """Return the token by which an operation was called."""
    return cast(ApiRequest, request).auth
