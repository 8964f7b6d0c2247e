"""The addresses of insights."""

from django.urls import path

from freehold.apps.insights.urls_forecast import urlpatterns as forecast_patterns
from freehold.apps.insights.views import overview, rows, won

app_name = "insights"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("won/", won.how_won, name="won"),
    path("rows.zip", overview.export, name="export"),
    path("rows/<slug:key>/", rows.rows, name="rows"),
    *forecast_patterns,
]
