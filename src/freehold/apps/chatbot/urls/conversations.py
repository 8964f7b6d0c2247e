"""Addresses of conversations."""

from django.urls import path

from freehold.apps.chatbot.views import conversations, conversations_acts

urlpatterns = [
    path("conversations/", conversations.listing, name="conversations"),
    path("conversations/<int:conversation_id>/", conversations.showing, name="conversation"),
    path("conversations/<int:conversation_id>/news/", conversations.news, name="conversation_news"),
    path("conversations/<int:conversation_id>/take/", conversations_acts.take, name="conversation_take"),
    path("conversations/<int:conversation_id>/reply/", conversations_acts.reply, name="conversation_reply"),
    path("conversations/<int:conversation_id>/back/", conversations_acts.back, name="conversation_back"),
    path("conversations/<int:conversation_id>/close/", conversations_acts.close, name="conversation_close"),
    path("conversations/<int:conversation_id>/learn/", conversations_acts.learn, name="conversation_learn"),
]
