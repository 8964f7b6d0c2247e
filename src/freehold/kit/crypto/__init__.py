"""Secrets at rest: a model field whose value is encrypted with a key kept beside the database, not in it."""

from freehold.kit.crypto.fields import EncryptedTextField
from freehold.kit.crypto.rotation import Rotation, rotate
from freehold.kit.crypto.secret import Secret

__all__ = ["EncryptedTextField", "Rotation", "Secret", "rotate"]
