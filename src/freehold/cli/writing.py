"""freehold edit, freehold guard. They need no database and no network."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from freehold.cli.django_setup import without_database
from freehold.cli.output import console, print_json, say, wants_json
from freehold.cli.reading import read_bytes
from freehold.domain.errors import UserError

# A longer text is no letter; comparing its words would take minutes.
LONGEST = 200_000


def edit_file(path: Path, *, dialect: str, words: Sequence[str], off: Sequence[str], style: bool, as_json: bool) -> int:
    """Print what may be better in a text: grammar and spelling (English only), hints on style (English and German)."""
    without_database()
    from freehold.domain.writing import KnownWords, check_style, in_order, language_of, readability, words_of_skills
    from freehold.integrations.grammar import harper_checker
    from freehold.integrations.skills import load_gazetteer

    checker = harper_checker(dialect)
    text = _text_of(path)
    language = language_of(text)
    found = checker.check(text, KnownWords({*words_of_skills(load_gazetteer().skills()), *words}), off)
    if style:
        found += check_style(text, language, off_rules=off)
    if language != "en":
        say("The text is not in English: grammar is checked in English only, style was checked.")
    changes = [
        {
            "start": one.start,
            "end": one.end,
            "message": one.message,
            "kind": one.kind,
            "rule": one.rule,
            "suggestions": list(one.suggestions),
        }
        for one in in_order(found)
    ]
    if wants_json(as_json):
        print_json({"changes": changes, "readability": readability(text, language).ease})
        return 0
    for change in changes:
        start, end = int(str(change["start"])), int(str(change["end"]))
        line = text.count("\n", 0, start) + 1
        instead = f" → {' / '.join(map(str, one)) or '(nothing)'}" if isinstance(one := change["suggestions"], list) and one else ""
        console().print(f"[dim]{line}[/] {_plain(text[start:end])}{_plain(instead)}  [dim]{_plain(str(change['message']))}[/]")
    return 0


def guard_files(before: Path, after: Path, *, names: Sequence[str], as_json: bool) -> int:
    """Print what `after` says differently from `before`; exit code 1 when there is something."""
    without_database()
    from freehold.domain.writing import guard

    result = guard(_text_of(before), _text_of(after), known_names=names)
    if wants_json(as_json):
        problems = [{"kind": one.kind, "before": one.before, "after": one.after} for one in result.problems]
        print_json({"ok": result.ok, "problems": problems})
    elif result.ok:
        console().print("Numbers, dates, money, names, addresses, negations and claims are the same.")
    else:
        for one in result.problems:
            console().print(f"[bold]{one.kind}[/] {_plain(one.before) or '–'} → {_plain(one.after) or '–'}")
    return 0 if result.ok else 1


def _text_of(path: Path) -> str:
    """Return the text of a file in UTF-8. Raises UserError when it is none, or too long."""
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UserError(f"{path} is no text in UTF-8. Save it as plain text in UTF-8 and try again.") from None
    if "\0" in text:
        raise UserError(f"{path} is no plain text. Save it as plain text in UTF-8 and try again.")
    if len(text) > LONGEST:
        raise UserError(f"{path} has {len(text):,} characters; {LONGEST:,} can be read at once. Split it and try again.")
    return text.replace("\r\n", "\n")


def _plain(words: str) -> str:
    """Return the words on one line, with brackets that are no markup."""
    return " ".join(words.split()).replace("[", "\\[")
