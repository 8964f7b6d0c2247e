"""Addresses that anybody can open."""

from django.urls import path

from freehold.apps.storefront.views import public

app_name = "public"
urlpatterns = [
    path("<slug:handle>/", public.profile, name="profile"),
    path("<slug:handle>/resume.json", public.resume, name="resume"),
    path("<slug:handle>/schema.jsonld", public.schema, name="schema"),
    path("<slug:handle>/brief/", public.brief, name="brief"),
]
