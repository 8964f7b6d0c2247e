"""The API as a whole: every router that wiring named, at /api/v1/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_noop
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from freehold import __version__
from freehold.kit.api.auth import TokenAuth
from freehold.kit.api.problems import SCHEMA, handle_problems, problem
from freehold.kit.api.routers import Mounted, routers
from freehold.kit.scoping import open_to_everyone

NAMESPACE = "api_v1"
DESCRIPTION = gettext_noop(
    "Send your token as “Authorization: Bearer fh_…”. Amounts are decimal strings, currencies ISO 4217, days ISO 8601. Lists come in "
    "pages with a cursor. An error is a problem (RFC 9457) whose detail says what to do. A token may make 120 calls a minute."
)


class WorkspaceApi(NinjaAPI):
    """Ninja's API with short names of operations, and with the scope of each in the description."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Name an operation like its function."""
        return str(operation.view_func.__name__)

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None) -> OpenAPISchema:
        """Return the description with scopes and the shape of errors added."""
        schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        schema.setdefault("components", {}).setdefault("schemas", {})["Problem"] = SCHEMA
        wanted = {self.get_openapi_operation_id(operation): operation for operation in self.operations()}
        for operations in schema["paths"].values():
            for shape in operations.values():
                scope = scope_of(wanted[shape["operationId"]])
                if scope:
                    shape["x-scope"] = scope
                shape["responses"]["default"] = {
                    "description": "Problem",
                    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
                }
        return schema

    def operations(self) -> Iterator[Operation]:
        """Yield every operation."""
        for router in self._get_bound_routers():
            for view in router.path_operations.values():
                yield from view.operations


def scope_of(operation: Operation) -> str:
    """Return the scope that an operation asks for, "" for one that is open."""
    return next((asked.scope for asked in operation.auth_callbacks if isinstance(asked, TokenAuth)), "")


@lru_cache(maxsize=1)
def api() -> WorkspaceApi:
    """Return the API of this process, made when the addresses are first asked for, which is after the wiring."""
    return build(routers)


def build(mounted: Iterable[Mounted]) -> WorkspaceApi:
    """Return an API of these routers."""
    # Ninja's own page of the description needs inline scripts, which our Content-Security-Policy refuses; ours is in `views`.
    made = WorkspaceApi(title="Freehold", version=__version__, description=DESCRIPTION, urls_namespace=NAMESPACE, docs_url=None)
    handle_problems(made)
    for entry in mounted:
        made.add_router(entry.prefix, entry.router, tags=[entry.tag])
    return made


def urls_of(made: WorkspaceApi) -> tuple[list[URLPattern | URLResolver], str, str]:
    """Return what `path("api/v1/", …)` takes: every operation, open to whoever has a token, and a problem for the rest."""
    patterns, app_name, namespace = made.urls
    return [*(_opened(pattern) for pattern in patterns), path("<path:rest>", _nothing)], app_name, namespace


def _opened(pattern: URLPattern | URLResolver) -> URLPattern | URLResolver:
    """Take the sign-in page away from an operation: tokens are asked for by the operation itself."""
    if isinstance(pattern, URLPattern):
        pattern.callback = open_to_everyone(pattern.callback)
    return pattern


@open_to_everyone
def _nothing(_request: HttpRequest, rest: str) -> HttpResponse:
    return problem(404, f"There is no /{rest[:100]} in this API.")
