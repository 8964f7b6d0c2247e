"""Who fulfils which port, and what happens after what. Each flow of the house can be read here."""

from __future__ import annotations

from freehold.apps.accounts.events import ProfileChanged
from freehold.apps.opportunities import schedules as inbox
from freehold.apps.opportunities.events import PostingsAnalysed, PostingsSighted
from freehold.config.sources import register_sources
from freehold.kit.jobs import schedules as jobs
from freehold.kit.outbox import schedules as outbox
from freehold.kit.outbox.bus import subscribe

SCHEDULES = (*inbox.SCHEDULES, *jobs.SCHEDULES, *outbox.SCHEDULES)
_OPPORTUNITIES = "freehold.apps.opportunities.subscribers."


def wire() -> None:
    """Fill the registries, the event table and the table of commands; called once by Django's start."""
    _sources()
    _flows()
    _frame()


def _sources() -> None:
    from freehold.apps.opportunities.registry import posting_sources

    if not len(posting_sources):
        register_sources(posting_sources).load_plugins()


def _flows() -> None:
    # source polled / mail read / page pasted / file imported → PostingsSighted → analyse → PostingsAnalysed → match
    subscribe(PostingsSighted, _OPPORTUNITIES + "analyse_sighted")
    subscribe(PostingsAnalysed, _OPPORTUNITIES + "match_analysed")
    # the profile changed → match everything again
    subscribe(ProfileChanged, _OPPORTUNITIES + "rematch_changed_profile")


def _frame() -> None:
    from freehold.apps.accounts import frame as accounts
    from freehold.apps.accounts.leaving import reporters
    from freehold.apps.clients import commands as clients
    from freehold.apps.dashboard import commands as dashboard
    from freehold.apps.demo import frame as demo
    from freehold.apps.opportunities import commands as opportunities
    from freehold.apps.opportunities.leaving import what_sources_ask
    from freehold.kit.design.palette import commands
    from freehold.kit.design.shell import shell

    commands.register(*dashboard.COMMANDS, *opportunities.COMMANDS, *clients.COMMANDS, *accounts.COMMANDS, *demo.COMMANDS)
    reporters.append(what_sources_ask)
    shell.privacy = opportunities.privacy
    shell.counts["opportunities"] = opportunities.new_count
    shell.searches.extend((opportunities.search, clients.search))
