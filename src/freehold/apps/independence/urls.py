"""The addresses of independence."""

from django.urls import path

from freehold.apps.independence.views import inputs, page, platforms, services

app_name = "independence"
urlpatterns = [
    path("", page.page, name="page"),
    path("recompute/", page.recompute, name="recompute"),
    path("inputs/", inputs.inputs, name="inputs"),
    path("services/", services.listing, name="services"),
    path("services/propose/", services.propose, name="services_propose"),
    path("services/new/", services.editor, name="service_new"),
    path("services/<int:service_id>/", services.editor, name="service"),
    path("services/<int:service_id>/remove/", services.remove, name="service_remove"),
    path("tasks/<int:task_id>/match/", services.match, name="task_match"),
    path("platforms/", platforms.listing, name="platforms"),
    path("platforms/<int:platform_id>/", platforms.showing, name="platform"),
    path("platforms/<int:platform_id>/remove/", platforms.remove, name="platform_remove"),
    path("platforms/<int:platform_id>/tick/", platforms.tick, name="platform_tick"),
]
