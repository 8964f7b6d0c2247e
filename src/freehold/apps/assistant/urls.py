"""Addresses of the assistant."""

from django.urls import path

from freehold.apps.assistant.views import drafts, panel
from freehold.apps.assistant.writing import urls as writing

app_name = "assistant"
urlpatterns = [
    path("", panel.panel, name="panel"),
    *writing.urlpatterns,
    path("ask/", panel.ask, name="ask"),
    path("fill/", panel.fill, name="fill"),
    path("confirm/", panel.confirm, name="confirm"),
    path("done/<int:run_id>/undo/", panel.undo, name="undo"),
    path("drafts/", drafts.listing, name="drafts"),
    path("drafts/<int:draft_id>/", drafts.showing, name="draft"),
    path("drafts/<int:draft_id>/discard/", drafts.discard, name="discard"),
    path("drafts/<int:draft_id>/restore/", drafts.restore, name="restore"),
]
