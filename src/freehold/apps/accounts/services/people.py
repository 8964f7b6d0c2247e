"""Making and removing people, workspaces and freelancers."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from freehold.apps.accounts.models import Freelancer, Membership, Role, Theme, User, Workspace
from freehold.apps.accounts.services.profile import save_profile
from freehold.domain.errors import UserError
from freehold.domain.matching.profile import Profile
from freehold.kit.audit.services import record


@transaction.atomic
def create_owner(*, now: datetime, name: str = "", email: str = "", password: str = "") -> User:
    """Make the first person of this installation. Raises UserError when there is one already.

    Without a password they can come in by a one-time link only, which is enough on a machine that nobody else reaches.
    """
    if User.objects.exists():
        raise UserError(_("Freehold has an owner already. Nothing was changed."))
    user = User.objects.create_user(None, None, first_name=name[:150], date_joined=now, is_staff=True, is_superuser=True)
    if email or password:
        change_credentials(user, email=email, password=password, now=now)
    return user


@transaction.atomic
def change_credentials(user: User, *, email: str, password: str, now: datetime) -> None:
    """Set what `user` signs in with. An empty password keeps the one there is.

    Raises UserError for an address somebody else has, a missing one, or a password that is easily guessed.
    """
    email = email.strip().lower()
    if not email:
        raise UserError(_("An e-mail address is needed, because you sign in with it. Nothing was changed."))
    if User.objects.filter(email=email).exclude(pk=user.pk).exists():
        raise UserError(_("Somebody else signs in with this e-mail address already. Nothing was changed; use another one."))
    user.email = email
    if password:
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise UserError(" ".join(error.messages)) from None
        user.set_password(password)
    user.save()
    # The person who reached this form is signed in or holds the set-up link, so the address needs no further proof.
    EmailAddress.objects.filter(user=user).exclude(email=email).delete()
    EmailAddress.objects.update_or_create(user=user, email=email, defaults={"primary": True, "verified": True})
    record("account.credentials_changed", workspace_id=None, actor=str(user), target=user, detail={"password": bool(password)}, at=now)


@transaction.atomic
def create_workspace(
    user: User,
    *,
    name: str,
    now: datetime,
    country: str = "",
    currency: str = "EUR",
    language: str = "en",
    time_zone: str = "UTC",
    theme: str = Theme.SYSTEM,
    is_demo: bool = False,
) -> Workspace:
    """Make a workspace that `user` owns."""
    workspace = Workspace.objects.create(
        name=name[:120] or _("My work"),
        country=country[:2].upper(),
        currency=currency[:3].upper(),
        language=language,
        time_zone=time_zone,
        theme=theme,
        is_demo=is_demo,
        created_at=now,
    )
    Membership.objects.create(workspace=workspace, user=user, role=Role.OWNER, created_at=now)
    record("workspace.created", workspace_id=workspace.pk, actor=str(user), target=workspace, detail={"demo": is_demo}, at=now)
    return workspace


@transaction.atomic
def add_freelancer(
    workspace: Workspace,
    profile: Profile,
    *,
    now: datetime,
    user: User | None = None,
    actor: str = "",
    is_demo: bool = False,
) -> Freelancer:
    """Add a freelancer with this profile; `user` is the person themselves, when they sign in."""
    name = profile.name.strip()[:120] or (str(user) if user else _("New freelancer"))
    row = Freelancer.objects.create(
        workspace=workspace,
        user=user,
        name=name,
        handle=_free_handle(workspace, name),
        version=0,
        is_demo=is_demo,
        created_at=now,
        updated_at=now,
    )
    record("freelancer.added", workspace_id=workspace.pk, actor=actor, target=row, detail={"name": name}, at=now)
    save_profile(row, profile, now=now, actor=actor, reason="created")
    row.refresh_from_db()
    return row


@transaction.atomic
def remove_freelancer(freelancer: Freelancer, *, now: datetime, actor: str = "") -> None:
    """Remove a freelancer with profile and matches. Raises UserError for the last one of a workspace."""
    others = Freelancer.objects.for_workspace(freelancer.workspace_id).exclude(pk=freelancer.pk)
    if not others.exists():
        raise UserError(_("A workspace needs at least one freelancer, so this one was kept. Add another one first."))
    record(
        "freelancer.removed", workspace_id=freelancer.workspace_id, actor=actor, target=freelancer, detail={"name": freelancer.name}, at=now
    )
    freelancer.delete()


@transaction.atomic
def remove_member(workspace: Workspace, user: User, *, now: datetime, actor: str = "") -> None:
    """Take `user` out of the workspace; their profile in it stays. Raises UserError for the last owner."""
    owners = workspace.memberships.filter(role=Role.OWNER).exclude(user=user)
    if not owners.exists():
        raise UserError(_("A workspace needs an owner, so this person was kept. Make somebody else an owner first."))
    workspace.memberships.filter(user=user).delete()
    record("member.removed", workspace_id=workspace.pk, actor=actor, target=user, detail={"name": str(user)}, at=now)


@transaction.atomic
def remove_workspace(workspace: Workspace, *, now: datetime, actor: str = "") -> None:
    """Remove a workspace with everything in it (the demo's end)."""
    record("workspace.removed", workspace_id=None, actor=actor, target=workspace, detail={"name": workspace.name}, at=now)
    workspace.delete()


def _free_handle(workspace: Workspace, name: str) -> str:
    stem = slugify(name)[:50] or "freelancer"
    taken = set(Freelancer.objects.for_workspace(workspace).filter(handle__startswith=stem).values_list("handle", flat=True))
    return next(handle for handle in (stem if at == 1 else f"{stem}-{at}" for at in range(1, len(taken) + 2)) if handle not in taken)
