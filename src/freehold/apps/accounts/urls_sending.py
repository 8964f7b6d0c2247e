"""Addresses of the settings of what leaves: the mail account, the webhooks and the chat model."""

from django.urls import path

from freehold.apps.accounts.views import ai, mail, mail_check, webhooks

urlpatterns = [
    path("settings/mail/", mail.mail, name="mail"),
    path("settings/mail/test/", mail.test, name="mail_test"),
    path("settings/mail/remove/", mail.remove, name="mail_remove"),
    path("settings/mail/check/", mail_check.page, name="mail_check"),
    path("settings/mail/check/now/", mail_check.check, name="mail_check_now"),
    path("settings/mail/check/key/", mail_check.key, name="mail_key"),
    path("settings/mail/withdraw/<str:kind>/", mail.withdraw, name="mail_withdraw"),
    path("settings/ai/", ai.ai, name="ai"),
    path("settings/ai/test/", ai.test, name="ai_test"),
    path("settings/ai/choose/", ai.choose, name="ai_choose"),
    path("settings/ai/switch/", ai.switch, name="ai_switch"),
    path("settings/ai/remove/", ai.remove, name="ai_remove"),
    path("settings/ai/calls/", ai.calls, name="ai_calls"),
    path("settings/ai/calls/forget/", ai.forget_all, name="ai_forget_all"),
    path("settings/ai/calls/<int:call_id>/", ai.call, name="ai_call"),
    path("settings/ai/calls/<int:call_id>/forget/", ai.forget, name="ai_forget"),
    path("settings/webhooks/", webhooks.webhooks, name="webhooks"),
    path("settings/webhooks/<int:endpoint_id>/", webhooks.webhook, name="webhook"),
    path("settings/webhooks/<int:endpoint_id>/test/", webhooks.webhook_test, name="webhook_test"),
    path("settings/webhooks/<int:endpoint_id>/switch/", webhooks.webhook_switch, name="webhook_switch"),
    path("settings/webhooks/<int:endpoint_id>/secret/", webhooks.webhook_secret, name="webhook_secret"),
    path("settings/webhooks/<int:endpoint_id>/remove/", webhooks.webhook_remove, name="webhook_remove"),
    path("settings/webhooks/<int:endpoint_id>/resend/<int:delivery_id>/", webhooks.webhook_resend, name="webhook_resend"),
]
