"""Copies of what is at its end, and clients who want to be forgotten."""

from __future__ import annotations

from freehold.apps.clients.services import add_client
from freehold.apps.proposals.models import Proposal, ProposalState
from freehold.apps.proposals.selectors import detail
from freehold.apps.proposals.services import answering, drafting, sending
from freehold.apps.proposals.services.forgetting import fates, forget
from tests.apps.proposals.core.conftest import NOW, fresh, hash_of


def test_a_copy_begins_anew_with_the_same_words(workspace, draft, token):
    sending.withdraw(workspace, draft.pk, now=NOW)
    copy = drafting.copy_proposal(workspace, draft.pk, now=NOW, actor="Mara")
    assert (copy.number, copy.state, copy.current, copy.sent_version) == (2, ProposalState.DRAFT, 1, None)
    assert detail.version_of(copy, 1).sections == detail.version_of(draft, 1).sections
    assert copy.opportunity_id == draft.opportunity_id


def test_a_forgotten_client_takes_all_but_what_was_agreed_on(workspace, draft, token):
    client = add_client(workspace, now=NOW, name="Linde", email="anna@linde.example")
    answering.ask(token, name="Anna", text="When?", now=NOW)
    answering.accept(token, name="Anna Linde", version_hash=hash_of(fresh(draft)), now=NOW)
    Proposal.objects.filter(pk=draft.pk).update(client=client)
    open_one = drafting.copy_proposal(workspace, draft.pk, now=NOW)
    Proposal.objects.filter(pk=open_one.pk).update(client=None, sent_to="Anna@linde.example")
    told = list(fates(workspace, client, ["anna@linde.example"]))
    assert [one.stays for one in told] == [False, True]
    forget(workspace, client, ["anna@linde.example"], NOW)
    kept = Proposal.objects.get()
    assert (kept.pk, kept.brief, kept.analysis, kept.accepted_name) == (draft.pk, "", {}, "Anna Linde")
    assert kept.questions.count() == 0
    assert detail.version_of(kept, 1) is not None
