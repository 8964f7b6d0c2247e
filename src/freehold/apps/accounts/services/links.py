"""One-time links: signing in on this machine, setting up a password, joining a workspace."""

from __future__ import annotations

import hashlib
import ipaddress
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from freehold.apps.accounts import selectors
from freehold.apps.accounts.models import Freelancer, Membership, OneTimeLink, Role, User, Workspace
from freehold.apps.accounts.services.people import add_freelancer, change_credentials, create_owner
from freehold.domain.errors import UserError
from freehold.domain.matching.profile import Profile
from freehold.kit.audit.services import record

SIGN_IN_MINUTES = 10
SET_UP_MINUTES = 60
INVITATION_DAYS = 7


def sign_in_link(now: datetime) -> str:
    """Return the path that lets the owner in; the first call makes the owner. To be printed or opened on this machine only.

    On loopback it signs in once, within ten minutes. Where others can reach Freehold it leads to the page that sets the
    first password; once there is one the answer is "", because from then on the sign-in page is the only way in.
    """
    if settings.ON_LOOPBACK:
        user = selectors.owner() or create_owner(now=now)
        token = _new_link(OneTimeLink.Purpose.SIGN_IN, now, timedelta(minutes=SIGN_IN_MINUTES), user=user)
        return reverse("accounts:sign_in", args=[token])
    return set_up_link(now) if needs_set_up() else ""


def set_up_link(now: datetime, email: str = "") -> str:
    """Return the path of the page where the owner (or the person with `email`) sets e-mail and password.

    To be printed on the terminal only: who reads it there runs this machine. The first call makes the owner.
    Raises UserError for an address that nobody here has.
    """
    user = selectors.user_by_email(email) if email else (selectors.owner() or create_owner(now=now))
    if user is None:
        refusal = _("Nobody here signs in with %(email)s. Check the spelling, or leave the address out for the owner.")
        raise UserError(refusal % {"email": email})
    token = _new_link(OneTimeLink.Purpose.SET_UP, now, timedelta(minutes=SET_UP_MINUTES), user=user)
    return reverse("accounts:set_up", args=[token])


def needs_set_up() -> bool:
    """Tell whether nobody can sign in with a password yet, so that the terminal should print a set-up link."""
    return not selectors.someone_has_password()


@transaction.atomic
def sign_in(token: str, *, now: datetime, remote_address: str, forwarded: bool) -> User:
    """Use up a sign-in link and return who comes in.

    Raises UserError when this is not the machine itself (another address, or a proxy in between), or the link is used or too old.
    """
    if not settings.ON_LOOPBACK or forwarded or not is_loopback(remote_address):
        raise UserError(_("This link works only in a browser on the computer that Freehold runs on. Nothing was changed."))
    link = _use(token, OneTimeLink.Purpose.SIGN_IN, now)
    if link.user is None or not link.user.is_active:
        raise UserError(_("The person this link was made for is not here any more."))
    record("account.signed_in", workspace_id=None, actor=str(link.user), target=link.user, detail={"by": "link"}, at=now)
    return link.user


@transaction.atomic
def set_up(token: str, *, email: str, password: str, now: datetime, name: str = "") -> User:
    """Use up a set-up link: store e-mail and password and return the person. Raises UserError; the link then stays good."""
    link = _use(token, OneTimeLink.Purpose.SET_UP, now)
    if link.user is None:
        raise UserError(_("The person this link was made for is not here any more."))
    if name:
        link.user.first_name = name[:150]
    change_credentials(link.user, email=email, password=password, now=now)
    return link.user


@transaction.atomic
def invite(workspace: Workspace, *, label: str, role: str, now: datetime, actor: str) -> str:
    """Return the path by which one person can join the workspace within seven days. `label` says for whom it is."""
    token = _new_link(
        OneTimeLink.Purpose.INVITATION,
        now,
        timedelta(days=INVITATION_DAYS),
        workspace=workspace,
        role=role if role in Role.values else Role.MEMBER,
        label=label[:200],
    )
    record("member.invited", workspace_id=workspace.pk, actor=actor, detail={"for": label, "role": role}, at=now)
    return reverse("accounts:invitation", args=[token])


@transaction.atomic
def withdraw_invitation(workspace: Workspace, link_id: int, *, now: datetime, actor: str) -> None:
    """Make an invitation of this workspace worthless."""
    gone, _rows = selectors.open_invitations(workspace, now).filter(pk=link_id).delete()
    if gone:
        record("member.invitation_withdrawn", workspace_id=workspace.pk, actor=actor, detail={"link": link_id}, at=now)


@transaction.atomic
def accept_invitation(
    token: str, *, name: str, email: str, password: str, now: datetime, user: User | None = None
) -> tuple[User, Workspace]:
    """Join the workspace of an invitation: `user` who is signed in, or a new person with these credentials.

    Raises UserError when the link is used or too old, or the credentials are refused; the link then stays good.
    """
    link = _use(token, OneTimeLink.Purpose.INVITATION, now)
    if link.workspace is None:
        raise UserError(_("The workspace of this invitation is not here any more."))
    if user is None:
        user = User.objects.create_user(None, None, first_name=name[:150], date_joined=now)
        if not password:
            raise UserError(_("Choose a password, so that you can come back. Nothing was changed."))
        change_credentials(user, email=email, password=password, now=now)
    Membership.objects.get_or_create(workspace=link.workspace, user=user, defaults={"role": link.role or Role.MEMBER, "created_at": now})
    if not Freelancer.objects.for_workspace(link.workspace).filter(user=user).exists():
        add_freelancer(link.workspace, Profile(name=name or str(user), country=link.workspace.country), user=user, now=now, actor=str(user))
    record("member.joined", workspace_id=link.workspace.pk, actor=str(user), target=user, detail={"role": link.role}, at=now)
    return user, link.workspace


def valid_link(token: str, purpose: str, now: datetime) -> OneTimeLink | None:
    """Return the link if it could still be used, without using it up."""
    return (
        OneTimeLink.objects.select_related("workspace", "user")
        .filter(token_hash=_hash(token), purpose=purpose, used_at=None, expires_at__gt=now)
        .first()
    )


def is_loopback(address: str) -> bool:
    """Tell whether `address` is this machine itself; what is no address is not."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(parsed, "ipv4_mapped", None)
    return (mapped or parsed).is_loopback


def _new_link(
    purpose: str,
    now: datetime,
    lifetime: timedelta,
    *,
    user: User | None = None,
    workspace: Workspace | None = None,
    role: str = "",
    label: str = "",
) -> str:
    OneTimeLink.objects.filter(expires_at__lt=now - timedelta(days=30)).delete()
    token = secrets.token_urlsafe(32)
    OneTimeLink.objects.create(
        purpose=purpose,
        token_hash=_hash(token),
        user=user,
        workspace=workspace,
        role=role,
        label=label,
        created_at=now,
        expires_at=now + lifetime,
    )
    return token


def _use(token: str, purpose: str, now: datetime) -> OneTimeLink:
    """Mark the link as used by one conditional update, so that of two at once only one comes in."""
    fresh = OneTimeLink.objects.filter(token_hash=_hash(token), purpose=purpose, used_at=None, expires_at__gt=now)
    if not fresh.update(used_at=now):
        raise UserError(_("This link was used already or is too old. Ask for a new one; nothing was changed."))
    return OneTimeLink.objects.select_related("user", "workspace").get(token_hash=_hash(token))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
