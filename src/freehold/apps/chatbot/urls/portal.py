"""Addresses of the chat on a client's pages; the token in them is the key."""

from django.urls import path

from freehold.apps.chatbot.views import portal_chat

app_name = "portal_chat"
urlpatterns = [
    path("c/<str:token>/chat/", portal_chat.chat, name="chat"),
    path("c/<str:token>/chat/messages/", portal_chat.messages, name="messages"),
    path("c/<str:token>/chat/say/", portal_chat.say, name="say"),
    path("c/<str:token>/chat/person/", portal_chat.person, name="person"),
    path("c/<str:token>/chat/close/", portal_chat.close, name="close"),
]
