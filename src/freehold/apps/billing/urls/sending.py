"""Addresses of sending papers, of the outbox, and of the words of the mails."""

from django.urls import path

from freehold.apps.billing.views import mail_words, outbox, sending

urlpatterns = [
    path("<int:document_id>/send/", sending.send, name="send"),
    path("<int:document_id>/send/file/<int:position>/", sending.file, name="send_file"),
    path("<int:document_id>/send/picture/", sending.picture, name="send_picture"),
    path("<int:document_id>/sent-by-hand/", sending.sent_by_hand, name="sent_by_hand"),
    path("send/", sending.batch, name="send_batch"),
    path("outbox/", outbox.listing, name="outbox"),
    path("outbox/approve/<str:kind>/", outbox.approve, name="outbox_approve"),
    path("outbox/<int:mail_id>/", outbox.mail, name="outbox_mail"),
    path("outbox/<int:mail_id>/file/<int:attachment_id>/", outbox.file, name="outbox_file"),
    path("outbox/<int:mail_id>/cancel/", outbox.cancel, name="outbox_cancel"),
    path("outbox/<int:mail_id>/retry/", outbox.retry, name="outbox_retry"),
    path("outbox/<int:mail_id>/left/", outbox.confirm_sent, name="outbox_confirm"),
    path("mail-words/", mail_words.listing, name="mail_words"),
    path("mail-words/<str:kind>/<str:language>/", mail_words.edit, name="mail_words_edit"),
    path("mail-words/<str:kind>/<str:language>/reset/", mail_words.reset, name="mail_words_reset"),
]
