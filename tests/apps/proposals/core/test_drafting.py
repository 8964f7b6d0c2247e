"""Beginning a proposal: from a posting or a brief, with a version that quotes the need and claims nothing that is not shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from freehold.apps.accounts.services import people
from freehold.apps.proposals.models import Proposal, ProposalState
from freehold.apps.proposals.selectors import detail, lists
from freehold.apps.proposals.selectors.asked import profile_changed, requirements
from freehold.apps.proposals.selectors.prices import price_view
from freehold.apps.proposals.services import drafting, versions
from freehold.apps.proposals.services.facts import facts_of
from freehold.apps.proposals.services.settings import save_settings, save_template
from freehold.domain.errors import UserError
from tests.apps.proposals.core.conftest import NOW, PROFILE, fresh

GERMAN = (
    "Wir suchen jemanden, der unsere Buchungsseite mit Django neu baut. PostgreSQL ist Pflicht, Kubernetes zwingend erforderlich. "
    "Budget: 6.000 EUR fest.\nWie viele Buchungssysteme haben Sie schon gebaut?"
)


def begun(workspace, freelancer, text=GERMAN, **more):
    return drafting.draft_from_brief(workspace, freelancer.pk, text, now=NOW, actor="Mara", **more)


def texts(proposal):
    version = detail.version_of(proposal, proposal.current)
    return {one["key"]: one["text"] for one in version.sections}


def test_a_draft_from_an_opportunity_is_whole(draft, opportunity):
    assert (draft.state, draft.label, draft.current) == (ProposalState.DRAFT, "P-0001", 1)
    assert draft.opportunity_id == opportunity.pk
    assert draft.company == "Hotel Linde GmbH"
    assert draft.valid_until == date(2026, 12, 13)
    version = detail.version_of(draft, 1)
    assert version.problems == []
    assert "“We need somebody who rebuilds our booking page with Django and keeps the payment by card.”" in texts(draft)["opening"]
    assert "Kubernetes. I have no project to show for it" in texts(draft)["evidence"]


def test_the_price_follows_from_hours_rate_and_budget(draft):
    view = price_view(draft, now=NOW)
    hourly = next(one for one in view.price.options if one.key == "hourly")
    assert hourly.offered
    assert hourly.hours == Decimal(80)
    assert hourly.lines[0].price == Decimal(80)
    assert view.floor == Decimal(65)
    assert view.budget_hourly == Decimal(90)
    assert view.market is None
    assert view.market_n == 1


def test_a_german_brief_gives_a_german_proposal(workspace, freelancer, seller):
    proposal = begun(workspace, freelancer, company="Hotel Rose", tone="formal")
    assert proposal.language == "de"
    assert proposal.title == "Wir suchen jemanden, der unsere Buchungsseite mit Django neu baut."
    assert "„Wir suchen jemanden" in texts(proposal)["opening"]
    assert "6.000,00" in texts(proposal)["price"]
    assert detail.version_of(proposal, 1).problems == []


def test_numbers_count_up_within_the_workspace(workspace, freelancer, seller, owner):
    assert [begun(workspace, freelancer).number for _ in range(3)] == [1, 2, 3]
    other = people.create_workspace(owner, name="Other", now=NOW)
    person = people.add_freelancer(other, PROFILE, now=NOW)
    assert begun(other, person).number == 1


def test_no_rate_in_the_profile_makes_no_price_up(workspace, owner):
    person = people.add_freelancer(workspace, replace(PROFILE, rates=()), now=NOW)
    proposal = begun(workspace, person)
    assert proposal.total is None
    assert "Preis" in texts(proposal)["price"]
    assert ("", "no_rate") in [(key, warn.code) for key, warn in price_view(proposal, now=NOW).warnings]


def test_a_currency_that_is_not_the_workspaces_is_converted(workspace, freelancer, seller):
    proposal = begun(workspace, freelancer, "We need somebody for Django. It pays 100 USD per hour.")
    assert proposal.currency == "USD"
    view = price_view(proposal, now=NOW)
    codes = [reason["code"] for reason in view.price.options[0].reasons]
    assert "converted" in codes
    assert view.floor is not None
    assert view.floor != Decimal(65)


def test_200_kb_pasted_are_read(workspace, freelancer, seller):
    from time import perf_counter

    long = (GERMAN + "\n\n") * 1_000
    assert len(long) > 190_000
    began = perf_counter()
    proposal = begun(workspace, freelancer, long[:200_000])
    assert perf_counter() - began < 20
    assert texts(proposal)["opening"]


def test_an_empty_or_endless_brief_is_refused_in_words(workspace, freelancer):
    for text in ("", "  \n\0 ", "x" * 250_001):
        with pytest.raises(UserError):
            begun(workspace, freelancer, text)
    assert Proposal.objects.count() == 0


def test_rows_of_another_workspace_are_not_there(workspace, freelancer, owner, draft):
    other = people.create_workspace(owner, name="Other", now=NOW)
    assert detail.proposal(other, draft.pk) is None
    with pytest.raises(UserError):
        drafting.rewrite_draft(other, draft.pk, now=NOW)
    with pytest.raises(UserError):
        begun(other, freelancer)
    with pytest.raises(UserError):
        drafting.draft_from_opportunity(other, freelancer.pk, draft.opportunity_id, now=NOW)


def test_another_tone_or_language_is_a_new_version(workspace, draft):
    drafting.rewrite_draft(workspace, draft.pk, language="de", tone="formal", length="short", seen=1, now=NOW)
    draft = fresh(draft)
    assert (draft.current, draft.language, draft.tone, draft.length) == (2, "de", "formal", "short")
    assert "Sehr geehrte Damen und Herren" in texts(draft)["opening"]
    assert detail.version_of(draft, 1).language == "en"
    assert detail.version_of(draft, 2).problems == []


def test_a_version_is_saved_once_and_never_over_somebody_elses(workspace, draft):
    version = detail.version_of(draft, 1)
    sections = [{**one, "text": one["text"] + "\n\nOne more line."} if one["key"] == "way" else one for one in version.sections]
    made = versions.save_version(workspace, draft.pk, sections=sections, seen=1, now=NOW, actor="Mara")
    assert made.number == 2
    assert versions.save_version(workspace, draft.pk, sections=sections, seen=2, now=NOW).number == 2
    with pytest.raises(UserError, match="Somebody saved"):
        versions.save_version(workspace, draft.pk, sections=version.sections, seen=1, now=NOW)
    assert detail.version_of(draft, 1).text_hash == version.text_hash
    changes = versions.diff(workspace, draft.pk, 1, 2)
    assert [change.after.strip() for change in changes] == ["One more line."]


def test_a_claim_that_nothing_shows_is_marked_and_a_better_profile_mends_it(workspace, freelancer, draft):
    sections = [{"key": "evidence", "title": "Evidence", "text": "I have 12 years of Kubernetes."}]
    made = versions.save_version(workspace, draft.pk, sections=sections, seen=1, now=NOW)
    assert {(one["kind"], one["claim"]) for one in made.problems} == {("skill", "Kubernetes"), ("years", "12")}
    draft = fresh(draft)
    assert not profile_changed(draft, facts_of(draft, now=NOW))
    freelancer.skills.create(name="Kubernetes", years=Decimal(12), evidence="Twelve years of Kubernetes.", position=9)
    freelancer.version += 1
    freelancer.save()
    assert profile_changed(draft, facts_of(draft, now=NOW))
    assert versions.problems_now(draft, made, now=NOW) == []
    kubernetes = next(one for one in requirements(draft, now=NOW) if one.text == "Kubernetes")
    assert not kubernetes.gap


def test_a_template_in_german_puts_no_german_into_an_english_rewriting(workspace, freelancer):
    words = "Ich freue mich auf Ihr Haus."
    template = save_template(workspace, name="Mine", language="de", sections=[{"key": "opening", "text": words}], now=NOW)
    proposal = begun(workspace, freelancer, template_id=template.pk)
    assert texts(proposal)["opening"] == words
    drafting.rewrite_draft(workspace, proposal.pk, language="en", now=NOW)
    assert words not in texts(fresh(proposal))["opening"]


def test_own_words_and_templates_are_used(workspace, freelancer, seller):
    save_settings(workspace, valid_days=7, deposit_percent=Decimal(0), follow_up_days=0, way={"de": "Ich rufe Sie an."}, terms={}, now=NOW)
    template = save_template(
        workspace, name="Mine", language="de", sections=[{"key": "opening", "title": "Moin", "text": "Es geht um {title}."}], now=NOW
    )
    proposal = begun(workspace, freelancer, template_id=template.pk)
    assert texts(proposal)["opening"] == f"Es geht um {proposal.title}."
    assert texts(proposal)["way"] == "Ich rufe Sie an."
    assert proposal.template_name == "Mine"
    assert proposal.valid_until == date(2026, 11, 29)
    with pytest.raises(UserError, match="line 1"):
        save_template(workspace, name="Bad", language="de", sections=[{"key": "opening", "text": "{nothing}"}], now=NOW)


def test_a_draft_is_deleted_and_a_sent_one_is_not(workspace, draft, token):
    with pytest.raises(UserError, match="was sent"):
        drafting.delete_draft(workspace, draft.pk, now=NOW)
    Proposal.objects.filter(pk=draft.pk).update(sent_version=None)
    drafting.delete_draft(workspace, draft.pk, now=NOW)
    assert detail.proposal(workspace, draft.pk) is None


def test_lists_find_by_number_title_and_company(workspace, freelancer, seller, draft):
    other = begun(workspace, freelancer, company="Hotel Rose")
    assert [row.pk for row in lists.proposals(workspace, q="P-0002")] == [other.pk]
    assert [row.pk for row in lists.proposals(workspace, q="linde")] == [draft.pk]
    assert lists.counts(workspace)["draft"] == 2
    assert lists.counts(workspace, "rose")["all"] == 1
    assert lists.written_for(workspace, [draft.opportunity_id]) == {draft.opportunity_id: draft.pk}


def test_a_posting_that_disappears_takes_nothing_with_it(workspace, draft, opportunity):
    opportunity.delete()
    draft = fresh(draft)
    assert any(one.text == "Kubernetes" for one in requirements(draft, now=NOW))
