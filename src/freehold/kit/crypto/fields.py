"""The model field for secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from django import forms
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from freehold.kit.crypto.secret import Secret

if TYPE_CHECKING:
    _TextField = models.TextField[Secret | str, Secret]
else:
    _TextField = models.TextField

# Marks an encrypted text in a serialised file, so that reading it back does not encrypt it twice.
_SEALED = "sealed:gAAAA"


class _SecretAttribute(DeferredAttribute):
    """Makes every value of the attribute a Secret, whoever sets it."""

    field: EncryptedTextField

    def __set__(self, instance: models.Model, value: object) -> None:
        instance.__dict__[self.field.attname] = self.field.to_python(value)


class EncryptedTextField(_TextField):
    """A text that is encrypted in the database. The attribute is a `Secret`: `row.field.reveal()` gives the text.

    A plain str may be assigned. An empty text is stored as an empty text. Filtering by the field raises FieldError:
    equal texts have different tokens. In a model form an empty box keeps what is stored.
    """

    descriptor_class = _SecretAttribute

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Name the package, not this module, in migrations."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "freehold.kit.crypto.EncryptedTextField", args, kwargs

    def to_python(self, value: object) -> Any:
        """Return `value` as a Secret, or None."""
        if value is None or isinstance(value, Secret):
            return value
        text = str(value)
        return Secret.from_token(text.removeprefix("sealed:")) if text.startswith(_SEALED) else Secret(text)

    def from_db_value(self, value: str | None, *_context: object) -> Secret | None:
        """Wrap what is stored; nothing is decrypted yet."""
        return None if value is None else Secret.from_token(value)

    def get_prep_value(self, value: object) -> Any:
        """Return what is stored."""
        secret = self.to_python(value)
        return None if secret is None else secret.token()

    def value_to_string(self, obj: models.Model) -> str:
        """Return the encrypted text for serialisers: a dump without the key file gives nothing away."""
        secret = self.value_from_object(obj)
        return f"sealed:{secret.token()}" if secret else ""

    def get_lookup(self, lookup_name: str) -> NoReturn:
        """Refuse every lookup."""
        raise FieldError(f"{self.name} is encrypted and cannot be searched ({lookup_name}).")

    def get_transform(self, lookup_name: str) -> NoReturn:
        """Refuse every transform."""
        self.get_lookup(lookup_name)

    def save_form_data(self, instance: models.Model, data: Any) -> None:
        """Set what the form sent; an empty box, which is how a stored password is shown, keeps it."""
        if data:
            super().save_form_data(instance, data)

    def formfield(self, **kwargs: Any) -> Any:
        """Return a password box that never holds the stored text."""
        # TextField's own default is a Textarea, which would show the text.
        return super().formfield(**{"widget": forms.PasswordInput(render_value=False), "strip": False, **kwargs})
