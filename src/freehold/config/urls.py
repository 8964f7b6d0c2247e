"""Every address of the site, in one place."""

from django.urls import include, path

from freehold.kit.api.site import api, urls_of

handler400 = "freehold.kit.errors.bad_request"
handler403 = "freehold.kit.errors.forbidden"
handler404 = "freehold.kit.errors.not_found"
handler500 = "freehold.kit.errors.server_error"

urlpatterns = [
    path("", include("freehold.apps.dashboard.urls")),
    path("opportunities/", include("freehold.apps.opportunities.urls")),
    path("clients/", include("freehold.apps.clients.urls")),
    path("chat/", include("freehold.apps.chatbot.urls")),
    path("ask/", include("freehold.apps.chatbot.urls.public")),
    path("outreach/", include("freehold.apps.outreach.urls")),
    path("proposals/", include("freehold.apps.proposals.urls")),
    path("insights/", include("freehold.apps.insights.urls")),
    path("independence/", include("freehold.apps.independence.urls")),
    path("reputation/", include("freehold.apps.reputation.urls")),
    path("learning/", include("freehold.apps.learning.urls")),
    path("public-page/", include("freehold.apps.storefront.urls")),
    path("p/", include("freehold.apps.storefront.urls.public")),
    path("assistant/", include("freehold.apps.assistant.urls")),
    path("money/", include("freehold.apps.billing.urls")),
    path("", include("freehold.apps.billing.urls.portal")),
    path("", include("freehold.apps.chatbot.urls.portal")),
    path("", include("freehold.apps.outreach.urls.public")),
    path("", include("freehold.apps.proposals.urls.public")),
    path("", include("freehold.apps.reputation.urls.public")),
    path("", include("freehold.apps.billing.urls.hooks")),
    path("", include("freehold.kit.api.urls")),
    path("api/v1/", urls_of(api())),
    path("demo/", include("freehold.apps.demo.urls")),
    path("design/", include("freehold.kit.design.urls")),
    path("", include("freehold.apps.accounts.urls")),
    path("account/", include("allauth.urls")),
]
