"""A person who can sign in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from freehold.apps.accounts.models.workspace import Theme


class UserManager(BaseUserManager["User"]):
    """Makes users whose e-mail address, when they have one, is the name they sign in with."""

    def create_user(self, email: str | None = None, password: str | None = None, **fields: Any) -> User:
        """Store a new person. Without a password they can only come in by a one-time link or a passkey."""
        user = self.model(email=email or None, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Store a person with every right, for Django's own command of that name."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """A person. `email` is empty only for the owner of a machine that nobody else can reach.

    `language`, `theme` and `time_zone` are this person's own choice; empty means "as the workspace".
    """

    username = None  # type: ignore[assignment]  # Django's way to drop an inherited field
    email = models.EmailField(_("e-mail address"), unique=True, null=True, blank=True)  # type: ignore[assignment]  # may be empty here
    language = models.CharField(max_length=8, blank=True)
    theme = models.CharField(max_length=6, choices=Theme.choices, blank=True)
    time_zone = models.CharField(max_length=64, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()  # type: ignore[assignment,misc]  # the manager of a model without user names

    def __str__(self) -> str:
        return self.get_full_name() or self.email or str(_("Owner"))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the address in one spelling, so that it is found again however it is typed."""
        self.email = self.email.strip().lower() if self.email else None
        super().save(*args, **kwargs)
