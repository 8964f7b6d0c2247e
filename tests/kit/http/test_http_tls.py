"""TLS: the name is what is proved, although the connection goes to a checked address."""

from __future__ import annotations

import random
import ssl
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from freehold.kit.http.client import Fetched, FetchRequest, fetch
from freehold.kit.http.errors import FetchFailed
from freehold.kit.http.network import Network, public_tls
from tests.kit.http.server import PAGE, Server, running
from tests.kit.http.stand_ins import NOW, PUBLIC, Diverted, Names

NAME = "feeds.example"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def heard() -> list[str | None]:
    """The names that clients gave in their greeting."""
    return []


@pytest.fixture
def tls_server(certificate: Path, heard: list[str | None]) -> Iterator[Server]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.sni_callback = lambda _socket, name, _context: heard.append(name)

    def wrap(server: Server) -> None:
        server.socket = context.wrap_socket(server.socket, server_side=True)

    with running(wrap) as server:
        yield server


def call(server: Server, host: str, trusted: Path | None, path: str = "/page") -> tuple[Fetched, Diverted]:
    backend = Diverted(server.port)
    names = Names(**{host.replace(".", "_"): [[PUBLIC]]})
    network = Network(names, backend, (lambda: ssl.create_default_context(cafile=trusted)) if trusted else public_tls)
    request = FetchRequest(f"https://{host}{path}", total_seconds=5)
    return fetch(request, now=NOW, rng=random.Random(1), clock=time.monotonic, network=network), backend


def test_the_greeting_and_the_host_header_hold_the_name_and_the_connection_goes_to_the_address(
    tls_server: Server, certificate: Path, heard: list[str | None]
) -> None:
    fetched, backend = call(tls_server, NAME, certificate)
    assert fetched.body == PAGE and backend.asked == [(PUBLIC, 443)] and heard == [NAME]
    assert tls_server.seen[0][2]["Host"] == NAME


def test_a_certificate_for_another_name_or_of_nobody_known_is_refused(tls_server: Server, certificate: Path) -> None:
    for host, trusted in (("other.example", certificate), (NAME, None)):
        with pytest.raises(FetchFailed, match="certificate is not valid") as caught:
            call(tls_server, host, trusted)
        assert not caught.value.transient
    assert tls_server.seen == []


def test_a_slow_drip_through_tls_ends_too(tls_server: Server, certificate: Path) -> None:
    network = Network(Names(feeds_example=[[PUBLIC]]), Diverted(tls_server.port), lambda: ssl.create_default_context(cafile=certificate))
    request = FetchRequest(f"https://{NAME}/slow-body", total_seconds=0.4)
    with pytest.raises(FetchFailed, match="too slowly"):
        fetch(request, now=NOW, rng=random.Random(1), clock=time.monotonic, network=network)


def test_a_server_without_tls_could_not_be_reached(server: Server, certificate: Path) -> None:
    with pytest.raises(FetchFailed, match="could not be reached"):
        call(server, NAME, certificate)
