"""The details of an MT940 entry (:86:): German “?20” fields, Dutch “/NAME/” fields, Polish “TYT.:” ones, old “:NS:” and free text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from freehold.integrations.banking.contract import first_words
from freehold.integrations.banking.values import account_id, currency_code, parse_amount

_STRUCTURED = re.compile(r"^\s*(\d{3})\s?([?~^@>|+/])(?=\d\d|\n\d\d)")
_FIELD_WIDTH = 27
_SEPA_KEYS = ("EREF", "KREF", "MREF", "CRED", "DEBT", "COAM", "OAMT", "OCMT", "SVWZ", "ABWA", "ABWE", "MTLG", "PURP", "CHGS", "IBAN", "BIC")
_SEPA = re.compile(r"(?<![A-Z])(" + "|".join(_SEPA_KEYS) + r")(?:\+|: ?)(?!/)")
_SLASHED = re.compile(
    r"/(TRTP|RTYP|IBAN|BIC|NAME|REMI|EREF|KREF|MARF|CSID|ORDP|BENM|ADDR|ID|ISDT|PREF|PURP|ULTD|ULTC|OCMT|CHGS|RTRN|SVCL|CNTP|USTD|STRD|TR|ULTB|ULTD)/"
)
_POLISH = re.compile(r"\b(OD|DLA|TYT\.|Z RACH\.|NA RACH\.|TNR|ID IPH):\s*")
_IBAN_AHEAD = re.compile(r"^\s*([A-Z]{2}\d{2}[A-Z0-9]{10,30})\s+([^\n]*)\n(.*)$", re.DOTALL)
_LABELLED = re.compile(r"\bREK:\s*([A-Z]{2}\d{2}[A-Z0-9]{10,30})\s*/\s*NAAM:\s*(.+?)\s*$")
_MONEY = re.compile(r"([A-Z]{3})\s*(\d[\d.,]*)|(\d[\d.,]*)\s*([A-Z]{3})")
_EMPTY = {"", "NOTPROVIDED", "NONREF"}


@dataclass(slots=True)
class Details:
    """What the details of one entry tell. `code` is the three-digit kind of German banks, `kind` its words."""

    code: str = ""
    kind: str = ""
    text: str = ""
    name: str = ""
    account: str = ""
    end_to_end: str = ""
    references: tuple[str, ...] = ()
    original_amount: Decimal | None = None
    original_currency: str = ""
    fee: Decimal | None = None


def is_structured(value: str) -> bool:
    """Tell whether a value is a list of “?20” fields."""
    return bool(_STRUCTURED.match(value))


def read_details(raw: str) -> Details:
    """Read the text after :86: (lines kept); never fails, at worst all of it becomes the text."""
    if structured := _STRUCTURED.match(raw):
        return _german(raw, structured[1], structured[2])
    if _looks_non_swift(raw):
        return _non_swift(raw)
    if len(_SLASHED.findall(raw)) >= 2 or raw.startswith("/REMI/"):
        return _dutch(raw)
    if "TYT.:" in raw:
        return _polish(raw)
    if ahead := _IBAN_AHEAD.match(raw):
        return Details(account=ahead[1], name=" ".join(ahead[2].split()), text=_joined(ahead[3]))
    flat = _joined(raw)
    if labelled := _LABELLED.search(flat):
        return Details(account=labelled[1], name=labelled[2].strip(), text=flat[: labelled.start()].strip())
    return Details(text=flat[:2000])


def _joined(raw: str) -> str:
    return " ".join(raw.split())


def _german(raw: str, code: str, mark: str) -> Details:
    """Read “166?00KIND?20…?32NAME”. The lines of the file wrap anywhere, so they are joined without a blank first."""
    flat = raw.replace("\n", "")
    fields: dict[str, str] = {}
    for number, value in re.findall(re.escape(mark) + r"(\d\d)((?:(?!" + re.escape(mark) + r"\d\d).)*)", flat):
        fields[number] = fields.get(number, "") + value
    purpose = [fields[number] for number in (*map(str, range(20, 30)), *map(str, range(60, 64))) if number in fields]
    line = _purpose_line(purpose)
    tagged = _tagged(line, _SEPA)
    details = Details(code=code, kind=" ".join(fields.get("00", "").split()))
    name = fields.get("32", "")
    details.name = " ".join((name + ("" if len(name) >= _FIELD_WIDTH else " ") + fields.get("33", "")).split())
    details.account = account_id(fields.get("31") or fields.get("38") or tagged.get("IBAN", "").split(" ")[0])
    if not fields.get("31") and fields.get("38"):
        details.account = account_id(fields["38"])
    details.text = tagged.get("SVWZ") or tagged[""] or tagged.get("EREF", "")
    if tagged.get("SVWZ") and tagged[""]:
        details.text = first_words([tagged[""], tagged["SVWZ"]])
    if ultimate := tagged.get("ABWA", ""):
        details.name = " / ".join(part for part in dict.fromkeys((details.name, ultimate)) if part)
    _from_tags(details, tagged)
    return details


def _purpose_line(parts: list[str]) -> str:
    """Join fields of 27 characters: a full one runs on into the next, a shorter one ended with a word."""
    line = ""
    for part in parts:
        begins = bool(_SEPA.match(part))
        line += (" " if line and begins else "") + part + ("" if len(part) >= _FIELD_WIDTH else " ")
    return line.strip()


def _tagged(line: str, pattern: re.Pattern[str]) -> dict[str, str]:
    """Cut a line at its key words; under "" stands what came before the first."""
    found: dict[str, str] = {"": ""}
    marks = list(pattern.finditer(line))
    found[""] = " ".join(line[: marks[0].start() if marks else len(line)].split())
    for index, mark in enumerate(marks):
        end = marks[index + 1].start() if index + 1 < len(marks) else len(line)
        value = " ".join(line[mark.end() : end].split())
        found.setdefault(mark[1], value)
    return found


def _from_tags(details: Details, tagged: dict[str, str]) -> None:
    reference = tagged.get("EREF") or tagged.get("KREF") or ""
    details.end_to_end = "" if reference.upper() in _EMPTY else reference
    amount, currency = _money(tagged.get("OAMT") or tagged.get("OCMT") or "")
    details.original_amount, details.original_currency = amount, currency
    details.fee = _money(tagged.get("CHGS", ""))[0] or None


def _money(text: str) -> tuple[Decimal | None, str]:
    found = _MONEY.search(text)
    if not found:
        return None, ""
    currency, number = (found[1], found[2]) if found[1] else (found[4], found[3])
    return parse_amount(number, "," if "," in number else "."), currency_code(currency)


def _dutch(raw: str) -> Details:
    """Read “/TRTP/SEPA OVERBOEKING/IBAN/…/NAME/…/REMI/…/EREF/…”; lines wrap at 65 characters, anywhere."""
    lines = raw.split("\n")
    flat = "".join(line if len(line) >= 65 else line + " " for line in lines)
    tagged = _tagged(flat, _SLASHED)
    parts = tagged.get("CNTP", "").split("/")
    remitted = tagged.get("REMI") or tagged.get("USTD") or ""
    remitted = re.sub(r"^(?:USTD|STRD/CUR|STRD)?/{1,3}", "", remitted).strip("/ ")
    details = Details(kind=tagged.get("TRTP", ""), text=remitted or tagged[""] or _joined(raw)[:2000])
    details.name = tagged.get("NAME") or (parts[2] if len(parts) > 2 else "")
    details.account = account_id(tagged.get("IBAN") or parts[0])
    _from_tags(details, {key: value.strip("/") for key, value in tagged.items()})
    return details


def _polish(raw: str) -> Details:
    tagged = _tagged(_joined(raw), _POLISH)
    trimmed = {key: value.strip(" ;") for key, value in tagged.items()}
    name = re.sub(r"\s+(?:UL\.|AL\.|PL\.).*$", "", trimmed.get("OD") or trimmed.get("DLA") or "")
    account = account_id(trimmed.get("Z RACH.") or trimmed.get("NA RACH.") or "")
    return Details(text=trimmed.get("TYT.", ""), name=name, account=account, end_to_end="", kind=trimmed[""])


def _looks_non_swift(raw: str) -> bool:
    """Tell whether every line begins with a number of the old list, each higher than the one before."""
    numbers = [line[:2] for line in raw.split("\n") if line]
    return len(numbers) > 1 and all(re.fullmatch(r"0[1-9]|[12]\d|3[0-8]", number) for number in numbers) and numbers == sorted(set(numbers))


def _non_swift(raw: str) -> Details:
    """Read the numbered lines of “:NS:”: 01–14 purpose, 15–16 name, 17 kind or account, 18 and 33 bank, 19 and 34 account."""
    lines = [(line[:2], line[2:].strip()) for line in raw.split("\n") if line]
    purpose = [value for number, value in lines if "01" <= number <= "14"]
    name = "".join(value if len(value) >= _FIELD_WIDTH else value + " " for number, value in lines if number in {"15", "16"})
    account = next((value for number, value in lines if number in {"34", "19"} and value.strip("0")), "")
    return Details(text=first_words(purpose), name=" ".join(name.split()), account=account_id(account))
