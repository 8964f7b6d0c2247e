"""Addresses of sign-in, first run, profile and settings."""

from django.urls import path

from freehold.apps.accounts import urls_sending
from freehold.apps.accounts.views import people, profile, profile_import, settings, sign_in, wizard

app_name = "accounts"
urlpatterns = [
    *urls_sending.urlpatterns,
    path("sign-in/<str:token>/", sign_in.sign_in, name="sign_in"),
    path("set-up/<str:token>/", sign_in.set_up, name="set_up"),
    path("invitation/<str:token>/", sign_in.invitation, name="invitation"),
    # In the place of allauth's own page, which would promise a mail.
    path("account/password/reset/", sign_in.password_help, name="password_help"),
    path("welcome/", wizard.welcome, name="welcome"),
    path("welcome/you/", wizard.welcome_you, name="welcome_you"),
    path("welcome/again/", wizard.welcome_again, name="welcome_again"),
    path("profile/", profile.profile, name="profile"),
    path("profile/edit/<slug:key>/", profile.edit, name="profile_edit"),
    path("profile/history/", profile.history, name="profile_history"),
    path("profile/undo/<int:version>/", profile.undo, name="profile_undo"),
    path("profile/restore/<int:version>/", profile.restore, name="profile_restore"),
    path("profile/import/", profile_import.start, name="profile_import"),
    path("profile/import/<int:draft_id>/", profile_import.preview, name="profile_import_preview"),
    path("profile/import/<int:draft_id>/apply/", profile_import.apply, name="profile_import_apply"),
    path("profile/import/<int:draft_id>/cancel/", profile_import.cancel, name="profile_import_cancel"),
    path("profile/resume.json", profile_import.export, name="profile_export"),
    path("settings/", settings.settings, name="settings"),
    path("settings/security/", settings.security, name="security"),
    # In the place of allauth's own page: an address is changed together with the password.
    path("account/email/", settings.security, name="email"),
    path("settings/log/", settings.log, name="log"),
    path("settings/what-leaves/", settings.privacy, name="privacy"),
    path("settings/people/", people.people, name="people"),
    path("settings/people/invitations/<int:link_id>/withdraw/", people.withdraw, name="withdraw_invitation"),
    path("settings/people/<int:user_id>/remove/", people.remove_member, name="remove_member"),
    path("settings/freelancers/add/", people.add_freelancer, name="add_freelancer"),
    path("settings/freelancers/<int:freelancer_id>/remove/", people.remove_freelancer, name="remove_freelancer"),
    path("freelancers/<int:freelancer_id>/switch/", people.switch_freelancer, name="switch_freelancer"),
    path("workspaces/<int:workspace_id>/switch/", people.switch_workspace, name="switch_workspace"),
]
