"""The two error trees: what a person can mend, and what only we can."""

from __future__ import annotations

from dataclasses import dataclass


class UserError(Exception):
    """Something the person can mend. Its text is shown as it is: HTTP 4xx, exit code 2.

    The text says what is wrong, where, what was kept and what to do, in one or two plain sentences.
    """


class SystemFault(Exception):  # noqa: N818 - a fault is ours, an error is the person's to mend
    """Something only we can mend. Logged with an id; HTTP 5xx, exit code 3; retried where that is safe."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that could not be read while the rest was; shown to the person and kept with the run.

    `where` names the place ("line 37", "message 4 of 12"), `what` the fault, `todo` the next step.
    """

    where: str
    what: str
    todo: str = ""

    def __str__(self) -> str:
        parts = [f"{self.where}: {self.what}" if self.where else self.what]
        if self.todo:
            parts.append(self.todo)
        return " ".join(part if part.endswith((".", "!", "?")) else part + "." for part in parts)
