"""Addresses of the owner's pages of proposals."""

from django.urls import path

from freehold.apps.proposals.views import (
    answers,
    beginning,
    editing,
    listing,
    preview,
    rewording,
    sending,
    settings,
    showing,
    templates,
    versions,
)

app_name = "proposals"
urlpatterns = [
    path("", listing.listing, name="list"),
    path("new/", beginning.new, name="new"),
    path("settings/", settings.settings, name="settings"),
    path("templates/new/", templates.new, name="template_new"),
    path("templates/<int:template_id>/", templates.one, name="template"),
    path("templates/<int:template_id>/remove/", templates.remove, name="template_remove"),
    path("templates/<int:template_id>/restore/", templates.restore, name="template_restore"),
    path("colours.css", preview.colours, name="colours"),
    path("from/<int:opportunity_id>/", beginning.from_opportunity, name="from_opportunity"),
    path("<int:proposal_id>/", showing.showing, name="proposal"),
    path("<int:proposal_id>/words/", editing.words, name="words"),
    path("<int:proposal_id>/price/", editing.price, name="price"),
    path("<int:proposal_id>/price/rows/", editing.price_rows, name="price_rows"),
    path("<int:proposal_id>/again/", editing.write_again, name="write_again"),
    path("<int:proposal_id>/copy/", beginning.as_new, name="as_new"),
    path("<int:proposal_id>/model/", rewording.by_model, name="by_model"),
    path("<int:proposal_id>/for-whom/", editing.head, name="head"),
    path("<int:proposal_id>/delete/", editing.delete, name="delete"),
    path("<int:proposal_id>/versions/", versions.compare, name="versions"),
    path("<int:proposal_id>/versions/<int:number>/back/", versions.bring_back, name="bring_back"),
    path("<int:proposal_id>/send/", sending.send, name="send"),
    path("<int:proposal_id>/by-hand/", sending.by_hand, name="by_hand"),
    path("<int:proposal_id>/follow-up/", sending.follow_up, name="follow_up"),
    path("<int:proposal_id>/withdraw/", sending.withdraw, name="withdraw"),
    path("<int:proposal_id>/pdf/", preview.pdf, name="pdf"),
    path("<int:proposal_id>/page-<int:page>.png", preview.picture, name="picture"),
    path("<int:proposal_id>/as-they-see-it/", preview.client_page, name="client_page"),
    path("<int:proposal_id>/accepted/", answers.said_so, name="said_so"),
    path("<int:proposal_id>/questions/<int:question_id>/", answers.answer, name="answer"),
]
