"""The workspace's chat model as the port wants it."""

from __future__ import annotations

from typing import Literal, cast

from django.conf import settings

from freehold.kit.ai.models import ChatModelSettings
from freehold.kit.ai.port import Endpoint


def endpoint_of(model: ChatModelSettings, *, timeout: float = 40.0) -> Endpoint:
    """Return the server as the port wants it; `timeout` is seconds for the whole answer.

    Raises UserError when the key can no longer be read.
    """
    return Endpoint(
        kind=cast(Literal["openai", "anthropic"], model.kind),
        url=model.url,
        model=model.model,
        key=model.key.reveal(),
        timeout=timeout,
        private_hosts=tuple(settings.PRIVATE_HOSTS),
        any_private=settings.ON_LOOPBACK,
    )
