"""The addresses of cash forecast, late payment and weekly brief; insights/urls.py includes them."""

from django.urls import URLPattern, path

from freehold.apps.insights.views import brief, forecast, late

urlpatterns: list[URLPattern] = [
    path("forecast/", forecast.page, name="forecast"),
    path("forecast/balance/", forecast.balance, name="forecast_balance"),
    path("forecast/start/", forecast.start, name="forecast_start"),
    path("forecast/stop/", forecast.stop, name="forecast_stop"),
    path("forecast/progress/", forecast.work, name="forecast_work"),
    path("late/", late.page, name="late"),
    path("brief/", brief.page, name="brief"),
    path("brief/<int:brief_id>/", brief.page, name="brief_of"),
    path("brief/write/", brief.write, name="brief_write"),
]
