"""Addresses of the owner's pages of the chat, one file a group of pages."""

from freehold.apps.chatbot.urls import conversations, knowledge, sites

app_name = "chatbot"
urlpatterns = [*conversations.urlpatterns, *knowledge.urlpatterns, *sites.urlpatterns]
