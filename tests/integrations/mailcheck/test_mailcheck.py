"""What the world sees of a sending domain, asked of a real name server on the loopback."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from freehold.domain.errors import UserError
from freehold.integrations.mailcheck.check import DnsMailCheck
from freehold.integrations.mailcheck.lookup import Lookup, Unanswered, WatchedResolver
from freehold.integrations.mailcheck.spf import check_spf
from freehold.integrations.mailcheck.when_asked import MailCheckWhenAsked
from freehold.kit.mailing.preflight import Finding, MailCheck, SendingFacts
from freehold.kit.mailing.preflight_words import WORDS, told
from tests.integrations.mailcheck.dns_server import DnsServer, Zone, dns_server

KEY = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A"
SELECTOR = f"fh1._domainkey.{'studio.example'}"


def text(value: str) -> list[str]:
    """Return a TXT record, in strings of 255 signs as long ones are published."""
    return [" ".join(f'"{value[start : start + 255]}"' for start in range(0, len(value), 255))]


def zone(**more: object) -> Zone:
    return {
        ("studio.example", "TXT"): ['"google-site-verification=abc"', *text("v=spf1 a:smtp.studio.example -all")],
        ("_dmarc.studio.example", "TXT"): text("v=DMARC1; p=quarantine; adkim=s"),
        ("studio.example", "MX"): ["10 mx.studio.example."],
        ("mx.studio.example", "A"): ["203.0.113.8"],
        ("smtp.studio.example", "A"): ["8.8.4.7"],
        ("7.4.8.8.in-addr.arpa", "PTR"): ["smtp.studio.example."],
        (SELECTOR, "TXT"): text(f"v=DKIM1; k=rsa; p={KEY}"),
    }


def facts(**more: object) -> SendingFacts:
    given = {"domain": "studio.example", "smtp_host": "smtp.studio.example", "dkim_selector": "fh1", "dkim_public": KEY, "dkim_on": True}
    return SendingFacts(**{**given, **more})


@pytest.fixture
def server() -> Iterator[DnsServer]:
    with dns_server(zone()) as running:
        yield running


def found(server: DnsServer, **more: object) -> dict[str, Finding]:
    return {one.check: one for one in DnsMailCheck(server.resolver).check(facts(**more))}


def codes(server: DnsServer, **more: object) -> dict[str, str]:
    return {check: one.code for check, one in found(server, **more).items()}


GOOD = {"spf": "spf.covers", "dkim": "dkim.signs", "dmarc": "dmarc.aligned", "ptr": "ptr.matches", "mx": "mx.there"}


def test_it_fulfils_its_port():
    assert isinstance(DnsMailCheck(), MailCheck)
    assert isinstance(MailCheckWhenAsked(), MailCheck)


def test_a_domain_in_order_has_nothing_to_do(server):
    assert codes(server) == GOOD
    assert all(one.level == "ok" and not one.record_value for one in found(server).values())


def test_only_the_domain_and_its_servers_are_asked_about(server):
    found(server)
    assert {name for name, _kind in server.asked if not name.endswith(("studio.example", "in-addr.arpa"))} == set()


@pytest.mark.parametrize(
    ("record", "code", "level"),
    [
        ("v=spf1 ip4:8.8.4.0/24 -all", "spf.covers", "ok"),
        ("v=spf1 mx -all", "spf.unsure", "hint"),
        ("v=spf1 include:_spf.mail.example -all", "spf.covers", "ok"),
        ("v=spf1 redirect=_spf.mail.example", "spf.covers", "ok"),
        ("v=spf1 +all", "spf.everybody", "warn"),
        ("v=spf1 ipv4:1.2.3.4 -all", "spf.broken", "bad"),
        ("v=spf1 include:nowhere.example -all", "spf.broken", "bad"),
        ("v=spf1 include:studio.example -all", "spf.broken", "bad"),
        (f"v=spf1 {' '.join(f'a:h{n}.studio.example' for n in range(12))} -all", "spf.too_many", "bad"),
    ],
)
def test_spf_is_read_to_the_end(server, record, code, level):
    server.zone[("studio.example", "TXT")] = text(record)
    server.zone[("_spf.mail.example", "TXT")] = text("v=spf1 ip4:8.8.4.7 -all")
    for number in range(12):
        server.zone[(f"h{number}.studio.example", "A")] = ["192.0.2.1"]
    one = found(server)["spf"]
    assert (one.code, one.level) == (code, level), one


def test_without_spf_the_record_to_publish_is_told(server):
    del server.zone[("studio.example", "TXT")]
    one = found(server)["spf"]
    assert (one.code, one.record_name, one.record_value) == ("spf.missing", "studio.example", "v=spf1 a:smtp.studio.example ~all")
    assert found(server, smtp_host="8.8.4.7")["spf"].record_value == "v=spf1 ip4:8.8.4.7 ~all"


def test_two_spf_records_are_none(server):
    server.zone[("studio.example", "TXT")] = ['"v=spf1 -all"', '"v=spf1 mx -all"']
    assert codes(server)["spf"] == "spf.several"


def test_the_record_of_a_known_provider_is_put_before_the_end(server):
    server.zone[("studio.example", "TXT")] = text("v=spf1 mx -all")
    server.zone[("_spf.google.com", "TXT")] = text("v=spf1 ip4:203.0.113.0/24 -all")
    server.zone[("smtp.gmail.com", "A")] = ["8.8.4.9"]
    one = found(server, smtp_host="smtp.gmail.com")["spf"]
    assert (one.code, one.level, one.record_value) == ("spf.not_covered", "bad", "v=spf1 mx include:_spf.google.com -all")
    server.zone[("studio.example", "TXT")] = text(one.record_value)
    assert codes(server, smtp_host="smtp.gmail.com")["spf"] == "spf.covers"


@pytest.mark.parametrize(
    ("published", "on", "code", "level"),
    [
        ("", True, "dkim.missing", "bad"),
        ("", False, "dkim.missing", "warn"),
        ("v=DKIM1; k=rsa; p=QUJD", True, "dkim.another_key", "bad"),
        ("v=DKIM1; p=", True, "dkim.missing", "bad"),
        (f"k=rsa; p={KEY[:10]} {KEY[10:]}", True, "dkim.signs", "ok"),
        (f"v=DKIM1; k=rsa; p={KEY}", False, "dkim.ready", "hint"),
    ],
)
def test_the_published_key_must_be_ours(server, published, on, code, level):
    del server.zone[(SELECTOR, "TXT")]
    if published:
        server.zone[(SELECTOR, "TXT")] = text(published)
    one = found(server, dkim_on=on)["dkim"]
    assert (one.code, one.level) == (code, level)
    if code in {"dkim.missing", "dkim.another_key"}:
        assert (one.record_name, one.record_type, one.record_value) == (SELECTOR, "TXT", f"v=DKIM1; k=rsa; p={KEY}")


def test_without_a_key_of_ours_the_provider_signs(server):
    assert codes(server, dkim_selector="", dkim_public="", dkim_on=False)["dkim"] == "dkim.by_provider"


def test_a_key_longer_than_a_string_is_joined(server):
    long = "QUJD" * 120
    server.zone[(SELECTOR, "TXT")] = text(f"v=DKIM1; k=rsa; p={long}")
    assert DnsMailCheck(server.resolver).dkim_key_at(SELECTOR) == long
    assert DnsMailCheck(server.resolver).dkim_key_at("other._domainkey.studio.example") == ""


@pytest.mark.parametrize(
    ("record", "code"),
    [
        ("", "dmarc.missing"),
        ("v=DMARC1; p=nothing", "dmarc.broken"),
        ("v=DMARC1; p=none", "dmarc.aligned"),
    ],
)
def test_dmarc_is_read(server, record, code):
    del server.zone[("_dmarc.studio.example", "TXT")]
    if record:
        server.zone[("_dmarc.studio.example", "TXT")] = text(record)
    one = found(server)["dmarc"]
    assert one.code == code
    if not record:
        assert (one.record_name, one.record_value.startswith("v=DMARC1; p=none")) == ("_dmarc.studio.example", True)


def test_the_policy_of_the_domain_above_counts_for_one_below(server):
    server.zone[("_dmarc.studio.example", "TXT")] = text("v=DMARC1; p=reject; sp=quarantine")
    server.zone[("post.studio.example", "TXT")] = text("v=spf1 a:smtp.studio.example -all")
    one = found(server, domain="post.studio.example", dkim_selector="", dkim_public="", dkim_on=False)["dmarc"]
    assert (one.code, one.values["policy"], one.values["place"]) == ("dmarc.aligned", "quarantine", "studio.example")


def test_a_strict_policy_that_nothing_meets_is_bad(server):
    server.zone[("studio.example", "TXT")] = text("v=spf1 +all")
    del server.zone[(SELECTOR, "TXT")]
    assert found(server)["dmarc"].level == "bad" and codes(server)["dmarc"] == "dmarc.strict"


def test_the_servers_address_must_lead_back_to_it(server):
    server.zone[("7.4.8.8.in-addr.arpa", "PTR")] = ["other.studio.example."]
    assert codes(server)["ptr"] == "ptr.does_not_match"
    del server.zone[("7.4.8.8.in-addr.arpa", "PTR")]
    assert codes(server)["ptr"] == "ptr.missing"
    server.zone[("smtp.studio.example", "A")] = ["10.0.0.7"]
    assert codes(server)["ptr"] == "ptr.private"
    del server.zone[("smtp.studio.example", "A")]
    assert codes(server)["ptr"] == "ptr.no_server"


def test_a_domain_without_a_server_for_mail_is_told(server):
    server.zone[("studio.example", "MX")] = ["0 ."]
    assert codes(server)["mx"] == "mx.takes_none"
    del server.zone[("studio.example", "MX")]
    assert codes(server)["mx"] == "mx.missing" and found(server)["mx"].level == "bad"


def test_a_fault_of_the_name_server_is_no_missing_record(server):
    server.broken = {"_dmarc.studio.example", SELECTOR}
    assert codes(server) == GOOD | {"dmarc": "unanswered", "dkim": "unanswered"}
    with pytest.raises(UserError, match="did not answer"):
        DnsMailCheck(server.resolver).dkim_key_at(SELECTOR)


@pytest.mark.parametrize("fault", ["silent", "broken"])
def test_an_included_record_that_cannot_be_asked_is_not_told_as_missing(server, fault):
    server.zone[("studio.example", "TXT")] = text("v=spf1 include:_spf.mail.example include:_spf.else.example -all")
    server.zone[("_spf.else.example", "TXT")] = text("v=spf1 ip4:203.0.113.0/24 -all")
    setattr(server, fault, {"_spf.mail.example"})
    one = found(server)["spf"]
    assert (one.code, one.level) == ("unanswered", "hint")


def test_a_record_over_which_the_library_stumbles_breaks_nothing(server, monkeypatch):
    from checkdmarc import spf as library

    def stumble(*_args, **_more):
        raise RecursionError

    monkeypatch.setattr(library, "parse_spf_record", stumble)
    assert codes(server)["spf"] == "unreadable" and codes(server)["mx"] == "mx.there"


def test_the_whole_look_ends_in_time(server):
    names = [f"s{number}.mail.example" for number in range(9)]
    server.zone[("studio.example", "TXT")] = text(f"v=spf1 {' '.join(f'mx:{name}' for name in names)} -all")
    server.silent = set(names)
    lookup = Lookup(WatchedResolver(server.resolver(), seconds=1.0))
    began = time.monotonic()
    with pytest.raises(Unanswered):
        check_spf(facts(), lookup)
    assert time.monotonic() - began < 5


def test_a_silent_name_server_ends_the_look_soon(server):
    server.silent = {"studio.example"}
    assert set(codes(server).values()) == {"unanswered"}


def test_an_address_at_a_free_provider_is_judged_by_its_server_and_nothing_is_asked(server):
    assert codes(server, domain="gmail.com", smtp_host="smtp.gmail.com") == {"spf": "free_mail.own_server"}
    assert found(server, domain="gmail.com")["spf"].level == "bad"
    assert server.asked == []


def test_a_record_that_was_just_published_is_seen(server):
    del server.zone[("studio.example", "TXT")]
    assert codes(server)["spf"] == "spf.missing"
    server.zone[("studio.example", "TXT")] = text("v=spf1 a:smtp.studio.example -all")
    assert codes(server)["spf"] == "spf.covers"


def test_every_finding_has_words_and_survives_being_stored(server):
    for code in WORDS:
        values = dict.fromkeys(("domain", "server", "found", "why", "place", "policy", "name", "address", "servers"), "x")
        assert "%(" not in told(Finding("spf", "ok", code, values)).text
    for one in found(server).values():
        assert Finding.from_json(one.as_json()) == one and "%(" not in told(one).text
    assert Finding.from_json({"check": "spf"}) is None and Finding.from_json("x") is None


def test_a_hostile_record_is_shown_cut_and_kills_nothing(server):
    server.zone[("studio.example", "TXT")] = text("v=spf1 " + "include:%{i}.x " * 200)
    server.zone[("_dmarc.studio.example", "TXT")] = text("v=DMARC1; p=none; " + "x=y; " * 400)
    answers = found(server)
    assert all(len(value) <= 4_000 for one in answers.values() for value in one.values.values())
