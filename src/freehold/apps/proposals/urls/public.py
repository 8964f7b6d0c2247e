"""Addresses of the page that a client reads a proposal on; the token in them is the key."""

from django.urls import path

from freehold.apps.proposals.views import offer, offer_files

app_name = "offer"
urlpatterns = [
    path("offer/<str:token>/", offer.page, name="page"),
    path("offer/<str:token>/ask/", offer.ask, name="ask"),
    path("offer/<str:token>/accept/", offer.accept, name="accept"),
    path("offer/<str:token>/decline/", offer.decline, name="decline"),
    path("offer/<str:token>/proposal.pdf", offer_files.pdf, name="pdf"),
    path("offer/<str:token>/logo", offer_files.logo, name="logo"),
    path("offer/<str:token>/colours.css", offer_files.colours, name="colours"),
]
