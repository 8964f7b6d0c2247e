"""The site's addresses with those of money, also before the site includes them."""

from django.urls import include, path

from freehold.config import urls as site

_OURS = "money/"
_there = any(str(getattr(one.pattern, "_route", "")) == _OURS for one in site.urlpatterns)
urlpatterns = list(site.urlpatterns) if _there else [path(_OURS, include("freehold.apps.billing.urls")), *site.urlpatterns]
handler404 = site.handler404
handler500 = site.handler500
