"""freehold ask: a question answered from a folder of knowledge, with no chat model, database or network."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from freehold.cli.django_setup import without_database
from freehold.cli.output import console, print_json, report_problems, wants_json
from freehold.domain.errors import UserError

LONGEST = 2_000


def ask(question: str, folder: Path, *, as_json: bool) -> int:
    """Print what the chatbot would do: quote an approved answer or a sentence, or hand over. Exit code 1 when files could not be read."""
    without_database()
    from freehold.domain.retrieval import Answerer
    from freehold.integrations.ai import embedder
    from freehold.integrations.knowledge import read_folder

    if not question.strip():
        raise UserError("The question is empty. Nothing was looked up. Write it between quotation marks.")
    if len(question) > LONGEST:
        raise UserError("The question is longer than 2,000 characters. Nothing was looked up. Shorten it.")
    files = read_folder(folder)
    answerer = Answerer(files.entries, files.passages, embedder(), today=datetime.now(UTC).date())
    # The command has one try: there is nobody to rephrase for.
    answer = answerer.ask(question, asked_again=True)
    if wants_json(as_json):
        quotes = [{"text": quote.text, "source": quote.source} for quote in answer.quotes]
        print_json({"action": answer.action, "quotes": quotes, "confidence": round(answer.confidence, 3)})
    elif answer.action == "answer":
        for quote in answer.quotes:
            console().print(quote.text, markup=False)
            console().print(f"  — {quote.source}", style="dim", markup=False)
    else:
        console().print("I do not know. This would be handed over to you.")
    return report_problems(files.problems)
