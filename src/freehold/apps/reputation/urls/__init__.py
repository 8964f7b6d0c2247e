"""Addresses of the owner's pages of reputation."""

from django.urls import path

from freehold.apps.reputation.views import asking, page

app_name = "reputation"
urlpatterns = [
    path("", page.page, name="page"),
    path("choices/", page.choices, name="choices"),
    path("clients/<int:client_id>/", page.client, name="client"),
    path("file/<str:kind>/", page.download, name="file"),
    path("key/renew/", page.renew, name="renew_key"),
    path("ask/", asking.ask, name="ask"),
    path("ask/<int:client_id>/", asking.mail, name="mail"),
    path("ask/<int:client_id>/link/", asking.by_link, name="by_link"),
    path("testimonials/<int:testimonial_id>/link/", asking.another_link, name="another_link"),
    path("testimonials/<int:testimonial_id>/show/", page.show, name="show"),
    path("testimonials/<int:testimonial_id>/remove/", page.remove, name="remove"),
]
