"""Addresses of the owner's pages."""

from django.urls import path

from freehold.apps.outreach.views import approaches, approving, campaigns, editing, people, preferences, results, suppressed

app_name = "outreach"
urlpatterns = [
    path("", campaigns.listing, name="campaigns"),
    path("people/", people.listing, name="people"),
    path("people/select/", people.select, name="people_select"),
    path("people/client/", people.add_client, name="people_client"),
    path("people/contact/<int:client_id>/", people.contact, name="people_contact"),
    path("campaigns/new/", editing.new, name="campaign_new"),
    path("campaigns/preview/", editing.preview, name="preview"),
    path("campaigns/<int:campaign_id>/", campaigns.showing, name="campaign"),
    path("campaigns/<int:campaign_id>/edit/", editing.edit, name="campaign_edit"),
    path("campaigns/<int:campaign_id>/write/", approving.write, name="campaign_write"),
    path("campaigns/<int:campaign_id>/sample/", approving.sample, name="sample"),
    path("campaigns/<int:campaign_id>/approve/", approving.approve_all, name="approve_all"),
    path("campaigns/<int:campaign_id>/state/", campaigns.state, name="campaign_state"),
    path("drafts/<int:approach_id>/", approaches.showing, name="approach"),
    path("drafts/<int:approach_id>/approve/", approaches.approve, name="approach_approve"),
    path("drafts/<int:approach_id>/skip/", approaches.skip, name="approach_skip"),
    path("drafts/<int:approach_id>/take-back/", approaches.take_back, name="approach_take_back"),
    path("drafts/<int:approach_id>/again/", approaches.again, name="approach_again"),
    path("drafts/<int:approach_id>/stop/", approaches.stop, name="approach_stop"),
    path("drafts/<int:approach_id>/write/", approaches.rewrite, name="approach_write"),
    path("results/", results.showing, name="results"),
    path("settings/", preferences.showing, name="settings"),
    path("not-to-write-to/", suppressed.showing, name="suppressed"),
    path("not-to-write-to/add/", suppressed.add, name="suppressed_add"),
    path("not-to-write-to/lift/", suppressed.lift, name="suppressed_lift"),
]
