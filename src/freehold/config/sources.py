"""The kinds of sources there are, one line each."""

from __future__ import annotations

from freehold.domain.ports import PostingSource
from freehold.kit.registry import Registry


def register_sources(registry: Registry[PostingSource]) -> Registry[PostingSource]:
    """Put every built-in source into `registry` and return it."""
    from freehold.integrations.feeds.hackernews.provider import HackerNewsSource
    from freehold.integrations.feeds.jsonld.provider import JsonLdSource
    from freehold.integrations.feeds.mail.provider import MailSource
    from freehold.integrations.feeds.remoteok.provider import RemoteOkSource
    from freehold.integrations.feeds.rss.provider import RssSource
    from freehold.integrations.feeds.tabular.provider import TabularSource
    from freehold.integrations.feeds.text.provider import TextSource

    built_in = (MailSource, RssSource, RemoteOkSource, HackerNewsSource, JsonLdSource, TabularSource, TextSource)
    for source in built_in:
        registry.register(source.name, source())
    return registry
