"""Addresses of paying online and of clients' links, for the owner (included in the billing namespace)."""

from django.urls import path

from freehold.apps.billing.views import checkout, client_links

urlpatterns = [
    path("settings/paying-online/", checkout.keys, name="payment_keys"),
    path("settings/paying-online/switch/", checkout.switch, name="payment_switch"),
    path("client-pages/", client_links.client_links, name="client_links"),
    path("client-pages/<int:link_id>/withdraw/", client_links.withdraw_link, name="withdraw_link"),
    path("client-pages/questions/<int:question_id>/answered/", client_links.answered, name="question_answered"),
]
