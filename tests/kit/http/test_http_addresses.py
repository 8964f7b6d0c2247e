"""Which network addresses count as public."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.kit.http.addresses import is_public

PRIVATE = """
0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.127.255.254 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255
192.0.0.1 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.7 203.0.113.7 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255
:: ::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::127.0.0.1 ::8.8.8.8 64:ff9b::127.0.0.1 64:ff9b::10.0.0.1 64:ff9b::169.254.169.254
64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:7f00:1:: 2002:808:808:: fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0
2606:4700::1%eth0 fec0::1 ff02::1 ff0e::1 3fff::1 5f00::1 2130706433 0x7f.1 127.1 localhost 8.8.8.8:80 [::1]
""".split()


@pytest.mark.parametrize("text", [*PRIVATE, ""])
def test_what_leads_elsewhere_than_the_public_internet_is_not_public(text: str) -> None:
    assert not is_public(text)


@pytest.mark.parametrize(
    "text",
    ["8.8.8.8", "93.184.216.34", "100.63.255.255", "100.128.0.1", "172.32.0.1", "2606:4700::1111", "2a00:1450::1", "64:ff9b::8.8.8.8"],
)
def test_hosts_of_the_internet_are_public(text: str) -> None:
    assert is_public(text)


INSIDE = [IPv4Network(text) for text in ("10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")]


@given(
    st.sampled_from(INSIDE), st.integers(min_value=0), st.sampled_from(["{v4}", "::ffff:{v4}", "64:ff9b::{v4}", "::{v4}", "2002:{hex}::"])
)
def test_no_way_of_writing_an_inner_address_makes_it_public(network: IPv4Network, offset: int, shape: str) -> None:
    inner = network[offset % network.num_addresses]
    number = int(inner)
    assert not is_public(shape.format(v4=inner, hex=f"{number >> 16:x}:{number & 0xFFFF:x}"))


@given(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)))
def test_nothing_that_python_calls_private_is_public(address: IPv4Address | IPv6Address) -> None:
    if is_public(str(address)):
        assert not (address.is_private or address.is_multicast or address.is_loopback or address.is_link_local or address.is_unspecified)


@given(st.text(max_size=40))
def test_any_text_can_be_asked_about(text: str) -> None:
    assert is_public(text) in {True, False}
