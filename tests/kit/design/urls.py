"""A small site for the tests of the design system: its own addresses and two invented places."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from freehold.kit.design import htmx

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'"
ITEMS = {1: "Move our booking API", 2: "Review our queries", 3: "Forms for a clinic"}


def strict(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: the policy of the product."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Content-Security-Policy"] = POLICY
        return response

    return answer


def page(request: HttpRequest, number: int = 0) -> HttpResponse:
    return render(request, "design/styleguide.html", {"sides": (), "parts": ()})


def board(request: HttpRequest, number: int = 0) -> HttpResponse:
    context = {"items": ITEMS, "chosen": number, "shown": number or 1, "title": ITEMS[number or 1]}
    return htmx.render_page(request, "board.html", "detail.html", context)


def dismiss(request: HttpRequest) -> HttpResponse:
    return htmx.toast(HttpResponse(""), "Dismissed <b>one</b>.", undo="/undo")


def undo(request: HttpRequest) -> HttpResponse:
    htmx.flash(request, "It is back.")
    return htmx.refresh(request)


def refuse(request: HttpRequest) -> HttpResponse:
    return render(request, "error.html", {"status": 400, "message": "The file is empty. Nothing was changed."}, status=400)


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


inner = ([path("", page, name="list"), path("<int:number>", page, name="detail")], "opportunities")
urlpatterns = [
    path("", page, name="today"),
    path("found/", include(inner)),
    path("board/", board),
    path("board/<int:number>", board),
    path("dismiss", dismiss),
    path("undo", undo),
    path("refuse", refuse),
    path("sign-out", empty, name="sign-out"),
    path("design/", include("freehold.kit.design.urls")),
]
