"""Addresses of the design system: the palette's search and the style guide."""

from django.urls import path

from freehold.kit.design import views

app_name = "design"
urlpatterns = [
    path("palette.json", views.palette, name="palette"),
    path("styleguide", views.styleguide, name="styleguide"),
]
