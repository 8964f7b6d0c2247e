"""Every address of the site, in one place."""

from django.urls import include, path

handler400 = "freehold.kit.errors.bad_request"
handler403 = "freehold.kit.errors.forbidden"
handler404 = "freehold.kit.errors.not_found"
handler500 = "freehold.kit.errors.server_error"

urlpatterns = [
    path("", include("freehold.apps.dashboard.urls")),
    path("opportunities/", include("freehold.apps.opportunities.urls")),
    path("clients/", include("freehold.apps.clients.urls")),
    path("demo/", include("freehold.apps.demo.urls")),
    path("design/", include("freehold.kit.design.urls")),
    path("", include("freehold.apps.accounts.urls")),
    path("account/", include("allauth.urls")),
]
