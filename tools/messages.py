"""Renews the translation catalogues: collects every marked text, merges it into locale/*/LC_MESSAGES, compiles.

Babel does it all, so no gettext programs are needed. `--check` changes nothing and fails when something is missing.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "freehold"
LOCALES = PACKAGE / "locale"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "say": None,
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
    return catalog


def _from_template(path: Path) -> Iterator[tuple[int, object, list[str], str | None]]:
    from django.utils.translation.template import templatize

    source = io.BytesIO(templatize(path.read_text(encoding="utf-8"), origin=str(path)).encode())
    for line, function, message, comments in extract_python(source, list(KEYWORDS), [], {"encoding": "utf-8"}):
        if function == "pgettext":
            yield line, message[1], comments, message[0]
        elif function == "npgettext":
            yield line, (message[1], message[2]), comments, message[0]
        elif function in {"ngettext", "ngettext_lazy"}:
            yield line, (message[0], message[1]), comments, None
        else:
            yield line, message if isinstance(message, str) else message[0], comments, None


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
