"""Renews the translation catalogues: collects every marked text, merges it into locale/*/LC_MESSAGES, compiles.

Babel does it all, so no gettext programs are needed. `--check` changes nothing and fails when something is missing.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "freehold"
LOCALES = PACKAGE / "locale"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "translate": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def collect() -> Catalog:
    """Return a catalogue of all texts that the code and the templates mark for translation."""
    catalog = Catalog(project="Freehold", charset="utf-8")
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix == ".py" and "migrations" not in path.parts:
            found: Iterator[tuple[int, object, list[str], str | None]] = iter(extract_from_file("python", path, keywords=KEYWORDS))
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            found = _from_template(path)
        else:
            continue
        for _line, message, _comments, context in found:
            catalog.add(message, locations=[(path.relative_to(ROOT).as_posix(), 0)], context=context)
    for text in domain_texts():
        catalog.add(text, locations=[("src/freehold/domain", 0)])
    return catalog


def domain_texts() -> list[str]:
    """Return the sentences that the domain makes in English and the pages show in the reader's language."""
    from freehold.domain.invoicing.ladder import REASONS
    from freehold.domain.matching.preference_words import WHAT
    from freehold.domain.matching.terms_of_work import LEVELS
    from freehold.domain.matching.wording import TEMPLATES
    from freehold.domain.outreach.wording import SENTENCES as OUTREACH
    from freehold.domain.personal.variables import CONDITIONS, VARIABLES
    from freehold.domain.postings.red_flag_small import SMALL_WHYS
    from freehold.domain.postings.red_flag_words import WHYS
    from freehold.domain.postings.signals import SENTENCES as SIGNALS
    from freehold.domain.reconciliation.wording import TEMPLATES as MATCHES
    from freehold.domain.tax.reasons import TEMPLATES as TAX

    invoices = (*TAX.values(), *REASONS.values(), *MATCHES.values())
    whys = [*WHYS.values(), *SMALL_WHYS.values(), *SIGNALS.values()]
    return [*TEMPLATES.values(), *WHAT.values(), *whys, *LEVELS, *invoices, *OUTREACH, *VARIABLES.values(), *CONDITIONS.values()]


def _from_template(path: Path) -> Iterator[tuple[int, object, list[str], str | None]]:
    """Find the calls in what Django makes of a template: everything but the marked texts is blotted out there."""
    from django.utils.translation.template import templatize

    text = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    for found in re.finditer(r"\b(n?p?gettext)\(", text):
        texts = _arguments(text, found.end())
        context = texts.pop(0) if "p" in found[1].removesuffix("gettext") else None
        yield 0, tuple(texts[:2]) if found[1].startswith("n") else texts[0], [], context


def _arguments(text: str, start: int) -> list[str]:
    """Return the texts in a call whose arguments begin at `start`."""
    for end in (found.start() for found in re.finditer(r"\)", text[start:])):
        try:
            call = ast.parse(f"f({text[start : start + end]})", mode="eval").body
        except SyntaxError:
            continue
        assert isinstance(call, ast.Call)
        return [argument.value for argument in call.args if isinstance(argument, ast.Constant) and isinstance(argument.value, str)]
    raise SystemExit(f"A marked text cannot be read near {text[start : start + 80]!r}")


def read(language: str) -> Catalog:
    """Return the catalogue of `language` as it stands."""
    path = LOCALES / language / "LC_MESSAGES" / "django.po"
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def missing(language: str) -> list[str]:
    """Return the texts that have no translation, an unsure one, or none of all its plural forms."""
    catalog = read(language)
    lacking = []
    for message in collect():
        if not message.id:
            continue
        known = catalog.get(message.id, message.context)
        strings = known.string if known and isinstance(known.string, (tuple, list)) else [known.string if known else ""]
        if known is None or known.fuzzy or not all(strings):
            lacking.append(message.id if isinstance(message.id, str) else message.id[0])
    return lacking


def renew(language: str) -> int:
    """Merge the collected texts into the catalogue, compile it, and return how many lack a translation."""
    catalog = read(language)
    catalog.update(collect(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    folder = LOCALES / language / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    for message in catalog:
        message.locations = [(name, 0) for name, _ in message.locations]
    with (folder / "django.po").open("wb") as file:
        write_po(file, catalog, sort_output=True, include_lineno=False, width=140, omit_header=False)
    with (folder / "django.mo").open("wb") as file:
        write_mo(file, catalog)
    return len(missing(language))


def main() -> None:
    """Renew all catalogues, or check them."""
    languages = ["de"]
    if "--check" in sys.argv:
        lacking = {language: missing(language) for language in languages}
        for language, texts in lacking.items():
            for text in texts:
                print(f"{language}: {text!r} is not translated")
        sys.exit(1 if any(lacking.values()) else 0)
    for language in languages:
        print(f"{language}: {renew(language)} texts without a translation")


if __name__ == "__main__":
    main()
