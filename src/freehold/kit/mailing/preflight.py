"""What is looked up about the domain that mails leave from, and how what was found is kept; the words are in preflight_words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, runtime_checkable

Level = Literal["ok", "hint", "warn", "bad"]
LEVELS: tuple[Level, ...] = ("ok", "hint", "warn", "bad")
CHECKS = ("spf", "dkim", "dmarc", "ptr", "mx", "unsubscribe")


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingFacts:
    """What is known of the account: the domain of its sender and its server, both in ASCII, and the key that Freehold signs with."""

    domain: str
    smtp_host: str
    dkim_selector: str = ""
    dkim_public: str = ""
    dkim_on: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found. `code` names the words ("spf.missing"), `values` stand in them; the record is what to publish."""

    check: str
    level: Level
    code: str
    values: Mapping[str, str] = field(default_factory=dict)
    record_name: str = ""
    record_type: str = ""
    record_value: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return what is stored."""
        record = [self.record_name, self.record_type, self.record_value]
        return {"check": self.check, "level": self.level, "code": self.code, "values": dict(self.values), "record": record}

    @classmethod
    def from_json(cls, stored: Any) -> Finding | None:
        """Return what was stored, None for what is none of it."""
        try:
            level = next(one for one in LEVELS if one == stored["level"])
            values = {str(name): str(value) for name, value in stored["values"].items()}
            name, kind, value = (str(part) for part in stored["record"])
            return cls(str(stored["check"]), level, str(stored["code"]), values, name, kind, value)
        except (KeyError, TypeError, ValueError, AttributeError, StopIteration):
            return None


@runtime_checkable
class MailCheck(Protocol):
    """Looks up what the world sees of a sending domain. It asks the DNS, and nobody else."""

    def check(self, facts: SendingFacts) -> list[Finding]:
        """Return what was found, of each of SPF, DKIM, DMARC, PTR and MX. Takes some seconds; never raises for what the DNS says."""
        ...

    def dkim_key_at(self, name: str) -> str:
        """Return the public key (base64 without blanks) that is published at this name, "" when there is none. Raises UserError."""
        ...
