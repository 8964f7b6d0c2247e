"""Addresses of reminders."""

from django.urls import path

from freehold.apps.billing.views import reminders

urlpatterns = [
    path("reminders/", reminders.listing, name="reminders"),
    path("reminders/send/", reminders.send, name="reminders_send"),
    path("reminders/ladder/", reminders.ladder, name="reminders_ladder"),
    path("reminders/by-itself/", reminders.by_itself, name="reminders_by_itself"),
    path("reminders/clients/<int:client_id>/", reminders.client_ladder, name="reminders_client"),
    path("reminders/<int:document_id>/", reminders.one, name="reminder"),
    path("reminders/<int:document_id>/file/<int:position>/", reminders.file, name="reminder_file"),
    path("reminders/<int:document_id>/letter.pdf", reminders.letter, name="reminder_letter"),
    path("reminders/<int:document_id>/pause/", reminders.pause, name="reminder_pause"),
    path("reminders/<int:document_id>/resume/", reminders.resume, name="reminder_resume"),
]
