"""Addresses of what visitors reach without an account: the page, the frame, and what the widget asks for."""

from django.urls import path

from freehold.apps.chatbot.views import public, public_pages

app_name = "ask"
urlpatterns = [
    path("<slug:site_id>/", public_pages.page, name="page"),
    path("<slug:site_id>/frame/", public_pages.frame, name="frame"),
    path("<slug:site_id>/note/", public_pages.note, name="note"),
    path("<slug:site_id>/site/", public.site, name="site"),
    path("<slug:site_id>/open/", public.open_one, name="open"),
    path("<slug:site_id>/<slug:conversation_id>/messages/", public.messages, name="messages"),
    path("<slug:site_id>/<slug:conversation_id>/person/", public.person, name="person"),
    path("<slug:site_id>/<slug:conversation_id>/contact/", public.contact, name="contact"),
    path("<slug:site_id>/<slug:conversation_id>/close/", public.close, name="close"),
]
