"""A Stripe of our own: a real HTTP server that speaks Stripe's shapes, keeps idempotency keys and signs its notices.

It holds the state of one account. A test lets the payer pay (`pay`), the owner refund or the bank dispute, and then
delivers the notices that Stripe would send: once, twice, late, tampered or out of order.
"""

from __future__ import annotations

import copy
import hashlib
import hmac
import html
import itertools
import json
import re
import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import parse_qsl, urlsplit

from tests.integrations.payments.fake_stripe_shapes import (
    Refusal,
    balance_transaction,
    charge,
    dispute,
    nested,
    payment_intent,
    payment_link,
    refund,
    session,
)

API_KEY = "sk_test_51Freehold"
SIGNING_SECRET = "whsec_freehold"
FEE_PERCENT, FEE_FIXED = 29, 25
DAY = 86_400


class FakeStripe:
    """One account. `now` is its clock in seconds since 1970; `events` are all notices in the order they came about."""

    def __init__(self, *, now: int = 1_790_000_000, livemode: bool = False) -> None:
        self.now = now
        self.livemode = livemode
        self.objects: dict[str, dict] = {}
        self.events: list[dict] = []
        self.requests: list[tuple[str, str, dict]] = []
        self.headers: list[dict[str, str]] = []
        self.idempotent: dict[str, tuple[str, int, dict]] = {}
        #: answers the next calls with these statuses before anything is done
        self.faults: list[int] = []
        #: does what is asked and breaks the line before the answer, as often as this says
        self.lost_answers = 0
        #: where the pay page of the fake delivers its notice to, as a browser test wants it
        self.webhook_url = ""
        self._counter = itertools.count(1)
        self._lock = threading.RLock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.place = f"127.0.0.1:{self._server.server_port}"
        self.url = f"http://{self.place}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    # What happens at Stripe

    def pay(self, started_id: str, *, settles_later: bool = False, settlement: tuple[str, str] | None = None) -> dict:
        """Let the payer pay a session or a link; return the session. `settlement` is (currency, rate) when Stripe converts."""
        with self._lock:
            found = self.objects[started_id]
            page = found if found["object"] == "checkout.session" else self._session_of(found)
            if page["status"] != "open":
                raise AssertionError(f"{started_id} is {page['status']}")
            intent = self.keep(payment_intent(self.new_id("pi"), page, self.now))
            page.update(status="complete", payment_intent=intent["id"])
            if settles_later:
                intent["status"] = "processing"
                self.happens("checkout.session.completed", page)
                return page
            self._settle(page, settlement)
            self.happens("checkout.session.completed", page)
            return page

    def settle(self, session_id: str) -> None:
        """Let a slow transfer arrive."""
        page = self.objects[session_id]
        self._settle(page, None)
        self.happens("checkout.session.async_payment_succeeded", page)

    def bounce(self, session_id: str) -> None:
        """Let a slow transfer fail."""
        page = self.objects[session_id]
        self.objects[page["payment_intent"]]["status"] = "requires_payment_method"
        self.happens("checkout.session.async_payment_failed", page)

    def let_expire(self, session_id: str) -> None:
        """Let a page run out."""
        page = self.objects[session_id]
        page.update(status="expired", url=None)
        self.happens("checkout.session.expired", page)

    def refund_by_hand(self, intent_id: str, units: int) -> dict:
        """Let the owner refund in Stripe's own pages."""
        return self._refund(self.objects[intent_id], units)

    def open_dispute(self, intent_id: str, reason: str = "fraudulent") -> dict:
        """Let the payer's bank take the money back for now."""
        found = self.keep(dispute(self.new_id("du"), self.objects[intent_id], reason, self.now))
        self.happens("charge.dispute.created", found)
        return found

    def close_dispute(self, dispute_id: str, *, won: bool) -> None:
        """Let the bank decide."""
        self.objects[dispute_id]["status"] = "won" if won else "lost"
        self.happens("charge.dispute.closed", self.objects[dispute_id])

    # Notices

    def happens(self, kind: str, thing: dict) -> dict:
        """Note an event as Stripe words it."""
        event = {
            "id": self.new_id("evt"),
            "object": "event",
            "api_version": "2026-10-28.endive",
            "created": self.now,
            "data": {"object": copy.deepcopy(thing)},
            "livemode": self.livemode,
            "pending_webhooks": 1,
            "request": {"id": None, "idempotency_key": None},
            "type": kind,
        }
        self.events.append(event)
        return event

    def body(self, event: dict) -> bytes:
        """Return an event as Stripe writes it."""
        return json.dumps(event, indent=2).encode()

    def signature(self, body: bytes, *, at: int | None = None, secret: str = SIGNING_SECRET) -> str:
        """Return the header by which Stripe signs `body`."""
        moment = self.now if at is None else at
        mac = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
        return f"t={moment},v1={mac},v0={'0' * 64}"

    def deliver(self, event: dict, url: str, *, at: int | None = None) -> int:
        """Send a notice over the network and return the status of the answer."""
        body = self.body(event)
        headers = {"Content-Type": "application/json; charset=utf-8", "Stripe-Signature": self.signature(body, at=at)}
        request = urllib.request.Request(url, data=body, headers=headers, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code

    # The API

    def answer(self, method: str, path: str, headers: dict[str, str], body: bytes) -> tuple[int, dict]:
        """Answer one call; a POST with a key that was used is answered as it was then."""
        target = urlsplit(path)
        values = nested(parse_qsl(body.decode() if body else target.query, keep_blank_values=True))
        self.requests.append((method, target.path, values))
        self.headers.append(headers)
        if self.faults:
            status = self.faults.pop(0)
            return status, _error("api_error" if status >= 500 else "rate_limit_error", "Something went wrong", code="rate_limit")
        if headers.get("authorization") != f"Bearer {API_KEY}":
            return 401, _error("invalid_request_error", "Invalid API Key provided: sk_test_****hold")
        key = headers.get("idempotency-key", "") if method == "POST" else ""
        print_of = hashlib.sha256(target.path.encode() + b"\n" + body).hexdigest()
        with self._lock:
            if key in self.idempotent:
                earlier, status, shape = self.idempotent[key]
                if earlier != print_of:
                    text = f"Keys for idempotent requests can only be used with the same parameters they were first used with ({key})."
                    return 400, _error("idempotency_error", text)
                return status, shape
            try:
                status, shape = 200, copy.deepcopy(self._called(method, target.path, values))
            except Refusal as refusal:
                status, shape = refusal.status, _error("invalid_request_error", refusal.text, code=refusal.code)
            if key:
                self.idempotent[key] = (print_of, status, shape)
            return status, shape

    def _called(self, method: str, path: str, values: dict) -> dict:
        for verb, pattern, name in _ROUTES:
            found = re.fullmatch(pattern, path)
            if verb == method and found:
                return getattr(self, f"_{name}")(values, *found.groups())
        raise Refusal(404, f"Unrecognized request URL ({method}: {path}).")

    def _balance(self, _values: dict) -> dict:
        return {"object": "balance", "available": [{"amount": 0, "currency": "eur"}], "livemode": self.livemode, "pending": []}

    def _create_session(self, values: dict) -> dict:
        made = self.keep(session(self.new_id("cs_test"), values, self.now))
        made["url"] = f"{self.url}/c/pay/{made['id']}"
        return made

    def _retrieve_session(self, values: dict, key: str) -> dict:
        return self._expanded(self._found(key, "checkout.session"), values, "payment_intent")

    def _list_sessions(self, values: dict) -> dict:
        rows = [row for row in self.objects.values() if row["object"] == "checkout.session"]
        rows = [row for row in rows if values.get("payment_link") in {None, row["payment_link"]}]
        rows = [row for row in rows if values.get("status") in {None, row["status"]}]
        rows = rows[::-1][: int(values.get("limit", 10))]
        return {
            "object": "list",
            "data": [self._expanded(row, values, "data.payment_intent") for row in rows],
            "has_more": False,
            "url": "/v1/checkout/sessions",
        }

    def _expire_session(self, _values: dict, key: str) -> dict:
        page = self._found(key, "checkout.session")
        if page["status"] != "open":
            raise Refusal(400, f'Only Checkout Sessions with a status in ["open"] can be expired. This one is {page["status"]}.')
        self.let_expire(key)
        return page

    def _create_link(self, values: dict) -> dict:
        made = self.keep(payment_link(self.new_id("plink"), values))
        made["url"] = f"{self.url}/l/{made['id']}"
        return made

    def _update_link(self, values: dict, key: str) -> dict:
        found = self._found(key, "payment_link")
        if "active" in values:
            found["active"] = values["active"] == "true"
        return found

    def _retrieve_intent(self, values: dict, key: str) -> dict:
        intent = copy.deepcopy(self._found(key, "payment_intent"))
        if "latest_charge.balance_transaction" in values.get("expand", {}).values() and intent["latest_charge"]:
            paid = copy.deepcopy(self.objects[intent["latest_charge"]])
            paid["balance_transaction"] = self.objects[paid["balance_transaction"]]
            intent["latest_charge"] = paid
        return intent

    def _create_refund(self, values: dict) -> dict:
        intent = self._found(values.get("payment_intent", ""), "payment_intent")
        return self._refund(intent, int(values.get("amount", intent["amount_received"])))

    # Inside

    def new_id(self, prefix: str) -> str:
        return f"{prefix}_{next(self._counter):06d}"

    def keep(self, thing: dict) -> dict:
        self.objects[thing["id"]] = {**thing, "livemode": self.livemode}
        return self.objects[thing["id"]]

    def _session_of(self, link: dict) -> dict:
        if not link["active"]:
            raise AssertionError("nobody can pay by a link that rests")
        values = {**link["asked"], "success_url": "", "payment_link": link["id"]}
        link["active"] = False  # restrictions.completed_sessions.limit is 1
        return self.keep(session(self.new_id("cs_test"), values, self.now))

    def _settle(self, page: dict, settlement: tuple[str, str] | None) -> None:
        intent = self.objects[page["payment_intent"]]
        movement = self.keep(balance_transaction(self.new_id("txn"), intent, settlement, self.now, (FEE_PERCENT, FEE_FIXED)))
        paid = self.keep(charge(self.new_id("ch"), intent, movement["id"], self.now))
        intent.update(status="succeeded", amount_received=intent["amount"], latest_charge=paid["id"])
        page["payment_status"] = "paid"

    def _refund(self, intent: dict, units: int) -> dict:
        paid = self.objects[intent["latest_charge"]]
        left = paid["amount"] - paid["amount_refunded"]
        if not left:
            raise Refusal(400, f"Charge {paid['id']} has already been refunded.", code="charge_already_refunded")
        if units > left:
            raise Refusal(400, f"Refund amount ({units}) is greater than unrefunded amount on charge ({left})")
        paid["amount_refunded"] += units
        made = self.keep(refund(self.new_id("re"), intent, units, self.now))
        self.happens("charge.refunded", paid)
        self.happens("refund.created", made)
        self.happens("refund.updated", made)
        return made

    def _found(self, key: str, kind: str) -> dict:
        found = self.objects.get(key)
        if found is None or found["object"] != kind:
            raise Refusal(404, f"No such {kind}: '{key}'", code="resource_missing")
        return found

    def _expanded(self, page: dict, values: dict, wanted: str) -> dict:
        if wanted in values.get("expand", {}).values() and page["payment_intent"]:
            return {**page, "payment_intent": self.objects[page["payment_intent"]]}
        return page


_ROUTES = (
    ("GET", r"/v1/balance", "balance"),
    ("POST", r"/v1/checkout/sessions", "create_session"),
    ("GET", r"/v1/checkout/sessions", "list_sessions"),
    ("GET", r"/v1/checkout/sessions/(\w+)", "retrieve_session"),
    ("POST", r"/v1/checkout/sessions/(\w+)/expire", "expire_session"),
    ("POST", r"/v1/payment_links", "create_link"),
    ("POST", r"/v1/payment_links/(\w+)", "update_link"),
    ("GET", r"/v1/payment_intents/(\w+)", "retrieve_intent"),
    ("POST", r"/v1/refunds", "create_refund"),
)


def _error(kind: str, text: str, *, code: str | None = None) -> dict:
    return {"error": {"type": kind, "message": text, **({"code": code} if code else {})}}


def _handler(fake: FakeStripe) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = re.fullmatch(r"/(?:c/pay|l)/(\w+)", self.path)
            if page:
                return self._send(200, "text/html; charset=utf-8", _pay_page(fake, page[1]))
            if self.path == "/favicon.ico":
                return self._send(204, "image/x-icon", b"")
            return self._api(b"")

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            page = re.fullmatch(r"/(?:c/pay|l)/(\w+)", self.path)
            if page:
                return self._pay(page[1])
            return self._api(body)

        def _api(self, body: bytes) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            status, shape = fake.answer(self.command, self.path, headers, body)
            if fake.lost_answers:
                fake.lost_answers -= 1
                self.close_connection = True
                return
            self._send(status, "application/json", json.dumps(shape).encode(), {"Request-Id": fake.new_id("req")})

        def _pay(self, started_id: str) -> None:
            page = fake.pay(started_id)
            if fake.webhook_url:
                fake.deliver(fake.events[-1], fake.webhook_url)
            self._send(303, "text/plain", b"", {"Location": page["success_url"].replace("{CHECKOUT_SESSION_ID}", page["id"])})

        def _send(self, status: int, kind: str, body: bytes, headers: dict[str, str] | None = None) -> None:
            self.send_response(status)
            for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **(headers or {})}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None:
            pass

    return Handler


def _pay_page(fake: FakeStripe, started_id: str) -> bytes:
    page = fake.objects[started_id]
    name = html.escape(page["asked"]["line_items"]["0"]["price_data"]["product_data"]["name"])
    return (
        f"<!doctype html><html lang=en><title>Pay</title><h1>{name}</h1><p>{page.get('amount_total', '')}</p>"
        "<form method=post><button>Pay</button></form>"
    ).encode()
