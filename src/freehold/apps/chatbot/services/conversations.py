"""What can be done with conversations; one file for each who acts: the visitor, the bot, a person of the workspace."""

from freehold.apps.chatbot.services.bot_turn import answer_waiting
from freehold.apps.chatbot.services.conversations_hold import ConversationOver
from freehold.apps.chatbot.services.conversations_owner import (
    TakenBySomebody,
    close,
    hand_back,
    mail_reply,
    mark_seen,
    reply,
    take_over,
)
from freehold.apps.chatbot.services.conversations_visitor import (
    Opened,
    ask_for_person,
    close_by_visitor,
    give_contact,
    note_seen,
    open_conversation,
    post_message,
)

__all__ = [
    "ConversationOver",
    "Opened",
    "TakenBySomebody",
    "answer_waiting",
    "ask_for_person",
    "close",
    "close_by_visitor",
    "give_contact",
    "hand_back",
    "mail_reply",
    "mark_seen",
    "note_seen",
    "open_conversation",
    "post_message",
    "reply",
    "take_over",
]
