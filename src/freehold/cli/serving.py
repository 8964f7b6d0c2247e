"""Starting: tables, worker, web server, browser."""

from __future__ import annotations

import errno
import select
import threading
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Any

from freehold.cli.django_setup import start_django
from freehold.cli.output import say
from freehold.domain.errors import UserError

if TYPE_CHECKING:
    from freehold.kit.jobs.worker import Worker


def bring_up_to_date() -> None:
    """Create or renew the tables. Raises UserError when the database cannot be used."""
    from django.core.management import call_command
    from django.db import OperationalError, connection

    try:
        call_command("migrate", verbosity=0, interactive=False)
    except OperationalError as error:
        where = connection.settings_dict["NAME"]
        reason = str(error).strip().splitlines()[0]
        text = f"The database {where} cannot be used ({reason}). Nothing was changed; check that it is there and not locked."
        raise UserError(text) from error


def migrate(data_dir: Path | None) -> None:
    """Create or renew the tables and say so."""
    start_django(data_dir)
    bring_up_to_date()
    say("The tables are up to date.")


def serve(*, host: str | None, port: int | None, data_dir: Path | None, browser: bool) -> None:
    """Run everything in this one process until Ctrl-C."""
    start_django(data_dir, host=host, port=port)
    from freehold.config.environment import environment

    bring_up_to_date()
    server = _listen(environment().host, environment().port, environment().threads)
    worker = start_worker()
    address, link = entrance()
    say(f"Freehold is at {address}  (stop it with Ctrl-C)")
    if link != address:
        say(f"Sign in on this machine, once: {link}")
    if browser:
        threading.Thread(target=webbrowser.open, args=(link,), daemon=True).start()
    try:
        server.run()
    except KeyboardInterrupt:
        say("Stopping …")
    finally:
        server.close()
        worker.stop()


def start_worker() -> Worker:
    """Start the background worker as a thread of this process."""
    from freehold.kit.jobs.worker import Worker

    list_schedules()
    worker = Worker("embedded")
    worker.start_thread()
    return worker


def list_schedules() -> None:
    """Bring the table of recurring tasks to what this version lists."""
    from django.utils import timezone

    from freehold.config.wiring import SCHEDULES
    from freehold.kit.jobs.schedule import ensure_schedules

    ensure_schedules(SCHEDULES, timezone.now())


def entrance() -> tuple[str, str]:
    """Return the address, and the link to open: one that signs the owner in, or sets the first password up."""
    from django.utils import timezone

    from freehold.apps.accounts import services
    from freehold.config.environment import environment

    settings = environment()
    name = "127.0.0.1" if settings.on_loopback else next(iter(settings.allowed_host_names), settings.host)
    address = f"http://{name}:{settings.port}/"
    path = services.sign_in_link(timezone.now())
    return address, address.rstrip("/") + path if path else address


def print_sign_in_link(data_dir: Path | None, *, new_password: bool = False, email: str = "") -> None:
    """Print a fresh one-time link for a Freehold that runs already: to sign in, or to choose a new password."""
    start_django(data_dir)
    from django.utils import timezone

    from freehold.apps.accounts import services

    bring_up_to_date()
    address, link = entrance()
    if new_password:
        link = address.rstrip("/") + services.set_up_link(timezone.now(), email)
    elif link == address:
        text = "You sign in with your password here. Forgotten? `freehold sign-in --new-password` prints a link to choose a new one."
        raise UserError(text)
    print(link)


def web(*, host: str, port: int, data_dir: Path | None) -> None:
    """Serve pages without doing the background work."""
    start_django(data_dir, host=host, port=port)
    from freehold.config.environment import environment

    server = _listen(host, port, environment().threads)
    say(f"Pages are at http://{host}:{port}/")
    try:
        server.run()
    except KeyboardInterrupt:
        say("Stopping …")
    finally:
        server.close()


def worker(*, concurrency: int, until_idle: bool, data_dir: Path | None) -> None:
    """Work through what is queued, until stopped or until nothing is left."""
    start_django(data_dir)
    from freehold.kit.jobs.worker import Worker

    bring_up_to_date()
    list_schedules()
    work = Worker("worker", concurrency=concurrency)
    try:
        if until_idle:
            work.run_until_idle()
        else:
            say("Working … (stop with Ctrl-C)")
            work.run_forever()
    except KeyboardInterrupt:
        say("Stopping …")
    finally:
        work.stop()


#: The server reads a body before any page sees its length; the largest that a page takes is an archive of bank statements.
MOST_BYTES = 64 * 1024 * 1024
#: Browsers keep their connections open: with the usual 100 the next visitor would wait until an earlier one leaves.
MOST_CONNECTIONS = 900


def _listen(host: str, port: int, threads: int) -> Any:
    """Bind the port before anything else starts, so that a taken one is told in one line."""
    from waitress.server import create_server

    from freehold.config.wsgi import application

    try:
        return create_server(
            application,
            host=host,
            port=port,
            threads=threads,
            ident="freehold",
            clear_untrusted_proxy_headers=False,
            max_request_body_size=MOST_BYTES,
            connection_limit=MOST_CONNECTIONS,
            asyncore_use_poll=hasattr(select, "poll"),
        )
    except OSError as error:
        if error.errno in {errno.EADDRINUSE, 10048}:
            taken = f"Port {port} is taken, perhaps by a Freehold that runs already. Stop it, or choose another: --port {port + 1}."
            raise UserError(taken) from None
        text = f"Freehold cannot listen on {host}:{port} ({error.strerror}). Choose another with --host and --port."
        raise UserError(text) from None
