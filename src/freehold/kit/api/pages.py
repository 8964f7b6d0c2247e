"""Long lists in pages: a cursor in place of numbers, so that nothing is skipped or repeated while rows are added."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import Annotated, Any, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from ninja import Query, Schema
from pydantic import Field

from freehold.domain.errors import UserError

Shown = TypeVar("Shown")
Row = TypeVar("Row", bound=Model)
MOST = 200


class Page(Schema, Generic[Shown]):
    """One page of a list, newest first. `next` is the cursor of the following page, null on the last one."""

    items: list[Shown]
    next: str | None = None


class PageQuery(Schema):
    """Which page is wanted."""

    cursor: Annotated[str, Field(max_length=100, description="`next` of the page before")] = ""
    limit: Annotated[int, Field(ge=1, le=MOST, description="How many at most")] = 50


#: What an operation takes as a parameter: `page: Paged`.
Paged = Query[PageQuery]


def page_of(rows: QuerySet[Row], page: PageQuery, show: Callable[[Row], Any]) -> dict[str, Any]:
    """Return the page of `rows` that was asked for, each shown by `show`. Raises UserError for a cursor that is none of ours."""
    ordered = rows.order_by("-pk")
    if page.cursor:
        ordered = ordered.filter(pk__lt=_read(page.cursor))
    found = list(ordered[: page.limit + 1])
    more = len(found) > page.limit
    shown = found[: page.limit]
    return {"items": [show(row) for row in shown], "next": _write(shown[-1].pk) if more else None}


def _write(key: int) -> str:
    return base64.urlsafe_b64encode(f"before:{key}".encode()).decode().rstrip("=")


def _read(cursor: str) -> int:
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
        mark, _colon, key = text.partition(":")
        if mark == "before" and key.isascii() and key.isdigit() and len(key) < 19:
            return int(key)
    except (binascii.Error, ValueError):
        pass  # the one answer for every cursor that is none follows
    raise UserError(_("This cursor is none of ours. Take `next` of the page before, or leave it out for the first page."))
