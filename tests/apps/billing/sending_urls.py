"""The site's addresses with those of sending, wherever these are wired."""

from __future__ import annotations

from django.urls import include, path

from freehold.apps.accounts import urls_sending as accounts_sending
from freehold.apps.accounts.urls import urlpatterns as accounts_patterns
from freehold.apps.billing.urls import sending
from freehold.config import urls as site

handler400, handler403, handler404, handler500 = site.handler400, site.handler403, site.handler404, site.handler500


def names(patterns) -> set[str]:
    return {pattern.name for pattern in patterns if getattr(pattern, "name", None)}


urlpatterns = list(site.urlpatterns)
if "mail" not in names(accounts_patterns):
    urlpatterns.insert(0, path("", include(([*accounts_patterns, *accounts_sending.urlpatterns], "accounts"))))
wired = [pattern for pattern in site.urlpatterns if getattr(pattern, "namespace", "") == "billing"]
if not any("outbox" in names(pattern.url_patterns) for pattern in wired):
    already = [one for pattern in wired for one in pattern.url_patterns]
    urlpatterns.insert(0, path("money/", include(([*already, *sending.urlpatterns], "billing"))))
