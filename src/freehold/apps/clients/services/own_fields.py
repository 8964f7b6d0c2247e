"""The workspace's own fields of clients: adding, changing, removing and bringing back; checking their values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.clients.models import FieldDefinition, FieldKind
from freehold.domain.errors import UserError
from freehold.kit.audit import record
from freehold.kit.scoping.ref import Workspace, id_of

MOST_FIELDS = 40
LONGEST_TEXT = 500
_MOST_CHOICES = 50
_LARGEST = Decimal(10) ** 15


@transaction.atomic
def add_field(
    workspace: Workspace, *, name: str, kind: str = FieldKind.TEXT, choices: Iterable[str] = (), now: datetime, actor: str = ""
) -> FieldDefinition:
    """Add a field of the workspace's own. Raises UserError for a name that is taken, a choice without words, or too many fields."""
    rows = FieldDefinition.objects.for_workspace(workspace).filter(removed_at__isnull=True)
    if rows.count() >= MOST_FIELDS:
        raise UserError(_("There are %(count)d fields already. Nothing was added. Remove one first.") % {"count": MOST_FIELDS})
    plain, words = _checked(workspace, name, kind, choices)
    last = rows.order_by("-position").values_list("position", flat=True).first()
    made = FieldDefinition.objects.create(
        workspace_id=id_of(workspace), name=plain, kind=kind, choices=words, position=(last or 0) + 1, created_at=now
    )
    record("client_field.added", workspace_id=made.workspace_id, actor=actor, target=made, detail={"name": plain}, at=now)
    return made


@transaction.atomic
def change_field(
    workspace: Workspace, field_id: int, *, name: str, choices: Iterable[str] = (), now: datetime, actor: str = ""
) -> FieldDefinition:
    """Rename a field, or change the words of a choice; values that clients have already stay. Its kind is for good."""
    row = _row(workspace, field_id)
    plain, words = _checked(workspace, name, row.kind, choices, but=row.pk)
    row.name, row.choices = plain, words
    row.save(update_fields=["name", "choices"])
    record("client_field.changed", workspace_id=row.workspace_id, actor=actor, target=row, detail={"name": plain}, at=now)
    return row


@transaction.atomic
def remove_field(workspace: Workspace, field_id: int, *, now: datetime, actor: str = "") -> FieldDefinition:
    """Take a field away; the values stay with the clients until it is brought back. Twice does no harm."""
    row = _row(workspace, field_id)
    if row.removed_at is None:
        row.removed_at = now
        row.save(update_fields=["removed_at"])
        record("client_field.removed", workspace_id=row.workspace_id, actor=actor, target=row, detail={"name": row.name}, at=now)
    return row


@transaction.atomic
def restore_field(workspace: Workspace, field_id: int, *, now: datetime, actor: str = "") -> FieldDefinition:
    """Bring a field back with its values. Raises UserError when another one has taken its name."""
    row = _row(workspace, field_id)
    if row.removed_at is not None:
        _checked(workspace, row.name, row.kind, row.choices, but=row.pk)
        row.removed_at = None
        row.save(update_fields=["removed_at"])
        record("client_field.restored", workspace_id=row.workspace_id, actor=actor, target=row, detail={"name": row.name}, at=now)
    return row


def checked_values(workspace: Workspace, values: Mapping[str, object]) -> dict[str, str]:
    """Return values by the id of their field as they are kept: texts, numbers with a point, days as 2026-11-30; empty ones are left out.

    Raises UserError naming the field whose value does not fit.
    """
    rows = {str(row.pk): row for row in FieldDefinition.objects.for_workspace(workspace)}
    found: dict[str, str] = {}
    for key, value in values.items():
        row = rows.get(str(key))
        if row is None:
            raise UserError(_("A client has no own field %(key)s. Nothing was saved.") % {"key": str(key)[:40]})
        text = plain_value(row, value)
        if text:
            found[str(key)] = text
    return found


def plain_value(row: FieldDefinition, value: object) -> str:
    """Return one value as it is kept. Raises UserError when it does not fit the field."""
    if value is None:
        return ""
    text = value.isoformat() if isinstance(value, date) else str(value).replace("\x00", "").strip()
    if not text:
        return ""
    if row.kind == FieldKind.NUMBER:
        return _number(row, text)
    if row.kind == FieldKind.DATE:
        return _day(row, text)
    if row.kind == FieldKind.CHOICE:
        word = next((choice for choice in row.choices if choice.casefold() == text.casefold()), None)
        if word is None:
            raise _unfit(row, text, _("Choose one of: %(words)s.") % {"words": ", ".join(row.choices)})
        return str(word)
    if len(text) > LONGEST_TEXT:
        raise _unfit(row, text, _("It may have %(most)d letters.") % {"most": LONGEST_TEXT})
    return text


def _number(row: FieldDefinition, text: str) -> str:
    bare = text.replace(" ", "").replace("\u00a0", "").replace("\u202f", "")
    if "," in bare and "." in bare:
        bare = bare.replace("." if bare.rfind(",") > bare.rfind(".") else ",", "")
    try:
        number = Decimal(bare.replace(",", "."))
    except InvalidOperation:
        raise _unfit(row, text, _("Write a number, such as 12 or 12.5.")) from None
    if not number.is_finite() or abs(number) >= _LARGEST or number.as_tuple().exponent < -6:  # type: ignore[operator]  # finite: an integer
        raise _unfit(row, text, _("Write a number, such as 12 or 12.5."))
    return f"{number:f}"


def _day(row: FieldDefinition, text: str) -> str:
    for shape in ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(text[:10], shape).date().isoformat()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise _unfit(row, text, _("Write a day, such as 2026-11-30."))


def _unfit(row: FieldDefinition, text: str, todo: str) -> UserError:
    what = _("“%(value)s” does not fit the field “%(name)s”. Nothing was saved.") % {"value": text[:60], "name": row.name}
    return UserError(f"{what} {todo}")


def _row(workspace: Workspace, field_id: int) -> FieldDefinition:
    row = FieldDefinition.objects.for_workspace(workspace).select_for_update().filter(pk=field_id).first()
    if row is None:
        raise UserError(_("This field is not there any more. Nothing was changed."))
    return row


def _checked(workspace: Workspace, name: str, kind: str, choices: Iterable[str], *, but: int = 0) -> tuple[str, list[str]]:
    plain = " ".join(name.replace("\x00", "").split())[:80]
    if not plain:
        raise UserError(_("A field needs a name. Nothing was saved."))
    if kind not in FieldKind.values:
        raise UserError(_("There is no kind of field “%(kind)s”. Nothing was saved.") % {"kind": kind})
    taken = FieldDefinition.objects.for_workspace(workspace).filter(removed_at__isnull=True).exclude(pk=but)
    if plain.casefold() in {other.casefold() for other in taken.values_list("name", flat=True)}:
        raise UserError(_("There is a field “%(name)s” already. Nothing was saved. Choose another name.") % {"name": plain})
    words = list(dict.fromkeys(word for word in (" ".join(str(one).split())[:80] for one in choices) if word))[:_MOST_CHOICES]
    if kind == FieldKind.CHOICE and not words:
        raise UserError(_("A list needs words to choose from. Nothing was saved. Write one on each line."))
    return plain, words if kind == FieldKind.CHOICE else []
