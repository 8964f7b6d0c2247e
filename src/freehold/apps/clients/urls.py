"""Addresses of the client pages."""

from django.urls import path

from freehold.apps.clients.views import clients, contacts

app_name = "clients"
urlpatterns = [
    path("", clients.listing, name="list"),
    path("add/", clients.add, name="add"),
    path("<int:client_id>/", clients.showing, name="detail"),
    path("<int:client_id>/edit/", clients.edit, name="edit"),
    path("<int:client_id>/put-away/", clients.put_away, name="put_away"),
    path("<int:client_id>/delete/", clients.delete, name="delete"),
    path("<int:client_id>/people/add/", contacts.add, name="contact_add"),
    path("<int:client_id>/people/<int:contact_id>/", contacts.edit, name="contact"),
    path("<int:client_id>/people/<int:contact_id>/remove/", contacts.remove, name="contact_remove"),
]
