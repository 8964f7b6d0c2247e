"""Addresses of the client portal; the token in them is the key."""

from django.urls import path

from freehold.apps.billing.views import portal, portal_files

app_name = "portal"
urlpatterns = [
    path("c/<str:token>/", portal.home, name="home"),
    path("c/<str:token>/statement/", portal.statement, name="statement"),
    path("c/<str:token>/logo", portal_files.logo, name="logo"),
    path("c/<str:token>/colours.css", portal_files.colours, name="colours"),
    path("c/<str:token>/<int:document_id>/", portal.paper, name="paper"),
    path("c/<str:token>/<int:document_id>/answer/", portal.answer, name="answer"),
    path("c/<str:token>/<int:document_id>/ask/", portal.ask, name="ask"),
    path("c/<str:token>/<int:document_id>/pay/", portal.pay, name="pay"),
    path("c/<str:token>/<int:document_id>/thanks/", portal.thanks, name="thanks"),
    path("c/<str:token>/<int:document_id>/paper.pdf", portal_files.download, {"form": "pdf"}, name="pdf"),
    path("c/<str:token>/<int:document_id>/paper.xml", portal_files.download, {"form": "xml"}, name="xml"),
    path("c/<str:token>/<int:document_id>/page-<int:page>.png", portal_files.page_picture, name="picture"),
    path("c/<str:token>/<int:document_id>/code.svg", portal_files.code, name="code"),
]
