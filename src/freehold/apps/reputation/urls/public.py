"""The addresses that a client opens without signing in; the token in them is the key."""

from django.urls import path

from freehold.apps.reputation.views import praise

app_name = "praise"
urlpatterns = [
    path("praise/<str:token>/", praise.page, name="page"),
    path("praise/<str:token>/give/", praise.give, name="give"),
    path("praise/<str:token>/withdraw/", praise.withdraw, name="withdraw"),
]
