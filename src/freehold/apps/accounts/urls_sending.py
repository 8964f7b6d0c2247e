"""Addresses of the settings of what leaves: the mail account and the webhooks."""

from django.urls import path

from freehold.apps.accounts.views import mail, webhooks

urlpatterns = [
    path("settings/mail/", mail.mail, name="mail"),
    path("settings/mail/test/", mail.test, name="mail_test"),
    path("settings/mail/remove/", mail.remove, name="mail_remove"),
    path("settings/mail/withdraw/<str:kind>/", mail.withdraw, name="mail_withdraw"),
    path("settings/webhooks/", webhooks.webhooks, name="webhooks"),
    path("settings/webhooks/<int:endpoint_id>/", webhooks.webhook, name="webhook"),
    path("settings/webhooks/<int:endpoint_id>/test/", webhooks.webhook_test, name="webhook_test"),
    path("settings/webhooks/<int:endpoint_id>/switch/", webhooks.webhook_switch, name="webhook_switch"),
    path("settings/webhooks/<int:endpoint_id>/secret/", webhooks.webhook_secret, name="webhook_secret"),
    path("settings/webhooks/<int:endpoint_id>/remove/", webhooks.webhook_remove, name="webhook_remove"),
    path("settings/webhooks/<int:endpoint_id>/resend/<int:delivery_id>/", webhooks.webhook_resend, name="webhook_resend"),
]
