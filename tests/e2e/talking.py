"""Holds conversations in a data folder, as a process of its own that can be killed; prints what it has stored.

"prepare" makes the place to ask; "talk TURN" lets visitors write and be answered without end; "answer" is the sweep, until nothing is
owed; "take" takes every other conversation over; "queue" puts the bot's turns into the job queue; "count" says what is there.
"""

from __future__ import annotations

import sys
import time
from datetime import timedelta
from typing import Any

MESSAGES = ("Hi", "I have a question", "what does a logo cost?", "and the price of a flyer?", "do you know my uncle?", "are you there?")


def main() -> None:
    from freehold.cli.django_setup import start_django

    start_django()
    task, *more = sys.argv[1:]
    {"prepare": prepare, "talk": talk, "answer": answer, "take": take, "queue": queue, "count": count}[task](*more)


def prepare() -> None:
    from django.utils import timezone

    from freehold.apps.accounts.services import people
    from freehold.apps.chatbot.models import ChatSite
    from freehold.cli.serving import bring_up_to_date
    from freehold.kit.mailing.models import MailAccount

    bring_up_to_date()
    now = timezone.now()
    workspace = people.create_workspace(people.create_owner(now=now, name="Ada"), name="Ada", country="DE", now=now)
    # Without one no mail is queued; nothing leaves, since nobody has allowed the kind.
    MailAccount.objects.create(workspace=workspace, from_address="ada@winter.example", host="smtp.winter.example", created_at=now)
    ChatSite.objects.create(
        workspace=workspace, public_id="site", name="Ada's studio", enabled=True, languages=["en"], notify="ada@winter.example",
        daily_cap=100_000, created_at=now, changed_at=now,
    )  # fmt: skip


class Knows:
    """An answerer that takes its time, so that a kill finds it at work."""

    def ask(self, question: str, **_more: Any) -> Any:
        from freehold.domain.retrieval import Answer, Quote

        time.sleep(0.03)
        if "cost" in question or "price" in question:
            return Answer("answer", (Quote("A logo costs 800 EUR.", "Prices", "", "e1"),), 0.9, "entry", "e1")
        return Answer("handover", (), 0.1, "unknown")


def knowing() -> None:
    from freehold.apps.chatbot.services import bot

    bot.answerer_of = lambda _workspace_id, *, now: Knows()  # type: ignore[assignment,return-value]  # a stand-in for this process only


def talk(turn: str) -> None:
    from django.utils import timezone

    from freehold.apps.chatbot.models import ChatSite
    from freehold.apps.chatbot.services import conversations

    knowing()
    site = ChatSite.objects.get()
    number = 0
    while True:
        number += 1
        row = conversations.open_conversation(site, language="en", email="v@x.example", now=timezone.now()).conversation
        for position, text in enumerate(MESSAGES):
            message = conversations.post_message(row, text, key=f"{turn}-{number}-{position}", now=timezone.now())
            print(message.conversation_id, message.number, flush=True)
            conversations.answer_waiting(row.pk, now=timezone.now())


def answer() -> None:
    from django.utils import timezone

    from freehold.apps.chatbot.services import conversations, followup

    knowing()
    while owed := followup.unanswered(timezone.now() + timedelta(seconds=30)):
        for pk in owed:
            conversations.answer_waiting(pk, now=timezone.now() + timedelta(seconds=30))


def take() -> None:
    from django.utils import timezone

    from freehold.apps.accounts.models import User
    from freehold.apps.chatbot.models import Conversation
    from freehold.apps.chatbot.services import conversations

    for row in Conversation.objects.order_by("pk")[::2]:
        conversations.take_over(row, user=User.objects.get(), now=timezone.now())


def queue() -> None:
    """Leave 24 conversations with an unanswered message, each with its turn queued twice."""
    from django.utils import timezone

    from freehold.apps.chatbot.models import ChatSite
    from freehold.apps.chatbot.services import conversations
    from freehold.apps.chatbot.tasks.conversations import answer as answer_task

    for number in range(24):
        row = conversations.open_conversation(ChatSite.objects.get(), language="en", now=timezone.now()).conversation
        conversations.post_message(row, "do you know my uncle?", key=str(number), now=timezone.now())
        answer_task.enqueue(row.pk)
        answer_task.enqueue(row.pk)


def count() -> None:
    """Print: messages, unanswered, gaps, answered twice, words of the bot after a take-over, hand-overs, mails, mails queued twice."""
    from freehold.apps.chatbot.models import Conversation
    from freehold.kit.mailing.models import OutgoingMail

    messages = gaps = twice = late = unanswered = handovers = 0
    for row in Conversation.objects.all():
        said = list(row.messages.order_by("number"))
        messages += len(said)
        gaps += [one.number for one in said] != list(range(1, row.last_number + 1))
        answers = [one.answers_to for one in said if one.author == "bot"]
        twice += len(answers) - len(set(answers))
        taken = next((one.number for one in said if one.why == "taken"), None)
        late += taken is not None and any(one.author == "bot" and one.number > taken for one in said)
        unanswered += row.unanswered_since is not None
        handovers += row.handovers
    keys = list(OutgoingMail.objects.filter(kind="chat_handover").values_list("key", flat=True))
    # The owner may also have been told that somebody wrote again, or still waits: those are mails of their own.
    passed_on = [key for key in keys if key.count(":") == 2]
    print(messages, unanswered, gaps, twice, late, handovers, len(passed_on), len(keys) - len(set(keys)))


if __name__ == "__main__":
    main()
