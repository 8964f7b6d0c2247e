"""Learning from what the person shortlists, applies for and puts away: kept as lines that can be removed, added to the scores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from freehold.apps.accounts import selectors as accounts
from freehold.apps.opportunities.conversions import analysis_of
from freehold.apps.opportunities.models import Learning, Match, Opportunity, Preference, Sighting, Stage
from freehold.domain.errors import UserError
from freehold.domain.matching import result
from freehold.domain.matching.preference_features import features_of
from freehold.domain.matching.preferences import MOST_CHOICES, WEIGHT, Choice, Learned, learn, with_learned, without_learned
from freehold.kit.jobs.retry import retrying
from freehold.kit.scoping.ref import Workspace, id_of

CHUNK = 200
PATIENCE = timedelta(seconds=20)
"""Choices that follow each other this quickly are learned from together."""
LOST_AFTER = timedelta(minutes=10)
OPEN_STAGES = (Stage.FOUND, Stage.SHORTLISTED)


@task(priority=-10)
@retrying(max_attempts=3)
def learn_again(workspace_id: int, freelancer_id: int, restamps: bool = False) -> int:
    """Learn from the choices so far and bring the scores up to date; return how many matches have changed."""
    return relearn(workspace_id, freelancer_id, now=timezone.now(), restamps=restamps)


def ask(workspace: Workspace, *, now: datetime) -> int:
    """Have everybody's choices in the workspace learned from in a moment, unless that waits already; return how many runs."""
    people = list(accounts.freelancers(id_of(workspace)).values_list("pk", flat=True))
    return sum(_ask_for(id_of(workspace), freelancer_id, now) for freelancer_id in people)


def learned_for(freelancer_id: int) -> tuple[Learned, ...]:
    """Return the lines that count for a freelancer; none when learning is switched off."""
    if not _learning(freelancer_id).enabled:
        return ()
    rows = Preference.objects.filter(freelancer_id=freelancer_id, removed_at=None).order_by("feature")
    return tuple(Learned(row.feature, row.points, row.sure, row.taken, row.shown) for row in rows)


def add_learned(freelancer_id: int, rows: Sequence[Opportunity], matches: Sequence[result.Match]) -> list[result.Match]:
    """Return the fresh matches of these opportunities, in the same order, with what was learned added. Their bodies must be loaded."""
    lines = learned_for(freelancer_id)
    if not lines:
        return list(matches)
    kinds = _source_kinds([row.pk for row in rows])
    return [with_learned(match, _features(row, match, kinds), lines) for row, match in zip(rows, matches, strict=True)]


def relearn(workspace: Workspace, freelancer_id: int, *, now: datetime, restamps: bool = False) -> int:
    """Learn anew from all choices; return how many matches have changed. Doing it twice does no harm.

    The matches are gone through when a line has changed, or with `restamps` in any case. Somebody who is gone teaches nothing.
    """
    if not accounts.freelancers(id_of(workspace)).filter(pk=freelancer_id).exists():
        return 0
    Learning.objects.update_or_create(freelancer_id=freelancer_id, defaults={"asked_at": None})
    state = _learning(freelancer_id)
    before = learned_for(freelancer_id)
    found = learn(choices_of(workspace, freelancer_id, since=state.since, now=now)) if state.enabled else ()
    if state.enabled:
        _keep(freelancer_id, found)
    Learning.objects.filter(freelancer_id=freelancer_id).update(learned_at=now)
    return restamp(workspace, freelancer_id) if restamps or _said(before) != _said(learned_for(freelancer_id)) else 0


def choices_of(workspace: Workspace, freelancer_id: int, *, since: datetime | None, now: datetime) -> list[Choice]:
    """Return the newest choices. Where several freelancers share a workspace, a choice counts for the one whom the posting fits best."""
    mine = Opportunity.objects.for_workspace(workspace).filter(stage__in=WEIGHT, stage_changed_at__isnull=False, analysed_at__isnull=False)
    if since is not None:
        mine = mine.filter(stage_changed_at__gt=since)
    ids = list(mine.order_by("-stage_changed_at", "-pk").values_list("pk", flat=True)[:MOST_CHOICES])
    choices: list[Choice] = []
    for chunk in _chunks(ids):
        rows = list(Opportunity.objects.for_workspace(workspace).filter(pk__in=chunk).select_related("body"))
        kinds = _source_kinds(chunk)
        matches = _own_matches(freelancer_id, chunk)
        choices += [_choice(row, matches[row.pk], kinds, now) for row in rows if row.pk in matches]
    return choices


def restamp(workspace: Workspace, freelancer_id: int) -> int:
    """Add what is learned now to the stored matches of found and shortlisted opportunities, the best first; return how many changed."""
    lines = learned_for(freelancer_id)
    wanted = Match.objects.filter(freelancer_id=freelancer_id, stage__in=OPEN_STAGES, score__isnull=False)
    ids = list(wanted.order_by("-order", "-opportunity_id").values_list("opportunity_id", flat=True))
    return sum(_restamp(workspace, freelancer_id, chunk, lines) for chunk in _chunks(ids))


@transaction.atomic
def remove(workspace: Workspace, freelancer_id: int, preference_id: int, *, now: datetime) -> Preference:
    """Take a line away for good, until it is brought back. Raises UserError when it is not there."""
    return _set_removed(workspace, freelancer_id, preference_id, removed_at=now, now=now)


@transaction.atomic
def restore(workspace: Workspace, freelancer_id: int, preference_id: int, *, now: datetime) -> Preference:
    """Bring a removed line back. Raises UserError when it is not there."""
    return _set_removed(workspace, freelancer_id, preference_id, removed_at=None, now=now)


@transaction.atomic
def forget(workspace: Workspace, freelancer_id: int, *, now: datetime) -> None:
    """Forget everything learned so far; only choices from now on count."""
    state = _learning(freelancer_id)
    _change(freelancer_id, since=now, since_before=state.since)
    Preference.objects.filter(freelancer_id=freelancer_id).delete()
    _ask_for(id_of(workspace), freelancer_id, now, at_once=True)


@transaction.atomic
def remember(workspace: Workspace, freelancer_id: int, *, now: datetime) -> None:
    """Take the last forgetting back: what was learned is learned anew from the same choices."""
    _change(freelancer_id, since=_learning(freelancer_id).since_before)
    _ask_for(id_of(workspace), freelancer_id, now, at_once=True)


@transaction.atomic
def switch(workspace: Workspace, freelancer_id: int, *, enabled: bool, now: datetime) -> None:
    """Switch learning on or off; off, no score has anything learned in it, and the lines are kept."""
    _change(freelancer_id, enabled=enabled)
    _ask_for(id_of(workspace), freelancer_id, now, at_once=True)


def _learning(freelancer_id: int) -> Learning:
    return Learning.objects.filter(freelancer_id=freelancer_id).first() or Learning(freelancer_id=freelancer_id)


def _said(lines: Sequence[Learned]) -> set[tuple[str, float, int, int]]:
    """Return what a score shows of the lines."""
    return {(line.feature, line.points, line.taken, line.shown) for line in lines}


def _change(freelancer_id: int, **values: object) -> None:
    Learning.objects.update_or_create(freelancer_id=freelancer_id, defaults=values)


def _ask_for(workspace_id: int, freelancer_id: int, now: datetime, *, at_once: bool = False) -> bool:
    state = _learning(freelancer_id)
    if not at_once:
        waits = state.asked_at is not None and now - state.asked_at < LOST_AFTER
        if waits or not state.enabled:
            return False
        _change(freelancer_id, asked_at=now)
        learn_again.using(run_after=now + PATIENCE).enqueue(workspace_id, freelancer_id)
    else:
        learn_again.enqueue(workspace_id, freelancer_id, restamps=True)
    return True


def _set_removed(workspace: Workspace, freelancer_id: int, preference_id: int, *, removed_at: datetime | None, now: datetime) -> Preference:
    row = Preference.objects.filter(freelancer_id=freelancer_id, pk=preference_id).first()
    if row is None:
        raise UserError(_("This line is not there any more. Nothing was changed."))
    row.removed_at = removed_at
    row.save(update_fields=["removed_at"])
    _ask_for(id_of(workspace), freelancer_id, now, at_once=True)
    return row


@transaction.atomic
def _keep(freelancer_id: int, lines: Iterable[Learned]) -> None:
    """Store the lines in place of the former ones; a removed one stays removed."""
    found = list(lines)
    former = Preference.objects.filter(freelancer_id=freelancer_id)
    former.filter(removed_at=None).exclude(feature__in=[line.feature for line in found]).delete()
    Preference.objects.bulk_create(
        [Preference(freelancer_id=freelancer_id, **{**asdict(line), "feature": line.feature[:200]}) for line in found],
        update_conflicts=True,
        unique_fields=["freelancer", "feature"],
        update_fields=["points", "sure", "taken", "shown"],
    )


def _restamp(workspace: Workspace, freelancer_id: int, ids: Sequence[int], lines: Sequence[Learned]) -> int:
    with transaction.atomic():
        mine = Match.objects.select_for_update().filter(freelancer_id=freelancer_id, opportunity_id__in=ids)
        held = {row.opportunity_id: row for row in mine.order_by("opportunity_id")}
        matches = {pk: _from_row(row) for pk, row in held.items()}
        fresh = _with_lines(workspace, matches, lines) if lines else {pk: without_learned(match) for pk, match in matches.items()}
        changed = [_put(held[pk], match) for pk, match in fresh.items() if match != matches[pk]]
        Match.objects.bulk_update(changed, ["score", "order", "reasons"], batch_size=CHUNK)
    return len(changed)


def _with_lines(workspace: Workspace, matches: Mapping[int, result.Match], lines: Sequence[Learned]) -> dict[int, result.Match]:
    kinds = _source_kinds(list(matches))
    rows = Opportunity.objects.for_workspace(workspace).filter(pk__in=matches).select_related("body").defer("body__description")
    return {row.pk: with_learned(matches[row.pk], _features(row, matches[row.pk], kinds), lines) for row in rows}


def _put(row: Match, match: result.Match) -> Match:
    row.score = match.score
    row.reasons = [asdict(reason) for reason in match.reasons]
    if match.state == "scored" and match.score is not None:
        row.order = match.score
    return row


def _from_row(row: Match) -> result.Match:
    reasons = tuple(result.Reason(**one) for one in row.reasons)
    blocks = tuple(result.Block(**one) for one in row.blocked_by)
    return result.Match(str(row.opportunity_id), row.state, row.score, reasons, blocks)  # type: ignore[arg-type]  # stored as such


def _choice(row: Opportunity, match: Match, kinds: Mapping[int, str], now: datetime) -> Choice:
    own = without_learned(_from_row(match))
    age = (now - row.stage_changed_at) / timedelta(days=1) if row.stage_changed_at else 0.0
    return Choice(_features(row, own, kinds), row.stage, row.stage_reason, own.score, max(0.0, age))


def _features(row: Opportunity, match: result.Match, kinds: Mapping[int, str]) -> frozenset[str]:
    return features_of(analysis_of(row), match, source_kind=kinds.get(row.pk, ""), reposted=row.repost_count > 0)


def _own_matches(freelancer_id: int, ids: Sequence[int]) -> dict[int, Match]:
    """Return this freelancer's matches, without those that fit somebody else of the workspace better."""
    best: dict[int, Match] = {}
    for row in Match.objects.filter(opportunity_id__in=ids).order_by("freelancer_id"):
        known = best.get(row.opportunity_id)
        if known is None or (row.order, row.score or 0) > (known.order, known.score or 0):
            best[row.opportunity_id] = row
    return {pk: row for pk, row in best.items() if row.freelancer_id == freelancer_id}


def _source_kinds(ids: Sequence[int]) -> dict[int, str]:
    """Return the channel by which each opportunity came first."""
    # any workspace: the ids are of rows that were read through theirs
    rows = Sighting.objects.filter(opportunity_id__in=ids).order_by("-first_seen_at", "-pk")
    return dict(rows.values_list("opportunity_id", "source_kind"))


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
