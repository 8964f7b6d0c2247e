"""What people do with workspaces, profiles and sign-in; one function is one transaction with its events."""

from freehold.apps.accounts.services.drafts import apply_draft, begin, cancel_draft, start_draft, stored_profile
from freehold.apps.accounts.services.links import (
    accept_invitation,
    invite,
    set_up,
    set_up_link,
    sign_in,
    sign_in_link,
    valid_link,
    withdraw_invitation,
)
from freehold.apps.accounts.services.people import (
    add_freelancer,
    change_credentials,
    create_owner,
    create_workspace,
    remove_freelancer,
    remove_member,
    remove_workspace,
)
from freehold.apps.accounts.services.preferences import change_preferences, change_workspace
from freehold.apps.accounts.services.profile import restore_version, save_profile, undo_profile_change

__all__ = [
    "accept_invitation",
    "add_freelancer",
    "apply_draft",
    "begin",
    "cancel_draft",
    "change_credentials",
    "change_preferences",
    "change_workspace",
    "create_owner",
    "create_workspace",
    "invite",
    "remove_freelancer",
    "remove_member",
    "remove_workspace",
    "restore_version",
    "save_profile",
    "set_up",
    "set_up_link",
    "sign_in",
    "sign_in_link",
    "start_draft",
    "stored_profile",
    "undo_profile_change",
    "valid_link",
    "withdraw_invitation",
]
