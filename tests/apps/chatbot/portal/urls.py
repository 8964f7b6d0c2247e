"""Every address of the site, with the chat on the client's pages first."""

from django.urls import include, path

from freehold.config import urls

handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500
urlpatterns = [path("", include("freehold.apps.chatbot.urls.portal")), *urls.urlpatterns]
