"""What a fetch can fail with."""

from __future__ import annotations

from datetime import datetime

from freehold.domain.errors import UserError


class FetchFailed(UserError):  # noqa: N818 - named for what happened, as it is caught: except FetchFailed
    """An address could not be read. Its text is one plain sentence that names the host, never the whole address.

    `transient` says whether the same call may work later; `retry_after` is the moment before which the host asked
    not to be called (None when it did not say); `status` is the HTTP status when the host answered at all.
    """

    def __init__(self, text: str, *, transient: bool, retry_after: datetime | None = None, status: int | None = None) -> None:
        super().__init__(text)
        self.transient = transient
        self.retry_after = retry_after
        self.status = status


class TooSoon(FetchFailed):
    """Nothing was sent: the manners towards this host or source ask to wait until `retry_after`."""

    def __init__(self, text: str, *, retry_after: datetime) -> None:
        super().__init__(text, transient=True, retry_after=retry_after)
