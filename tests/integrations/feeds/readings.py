"""Readings as JSON, and which golden payload is read by which source."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from freehold.domain.ports import PostingSource, Reading
from freehold.integrations.feeds.adzuna.provider import AdzunaSource
from freehold.integrations.feeds.arbeitnow.provider import ArbeitnowSource
from freehold.integrations.feeds.ashby.provider import AshbySource
from freehold.integrations.feeds.contractsfinder.provider import ContractsFinderSource
from freehold.integrations.feeds.findatender.provider import FindATenderSource
from freehold.integrations.feeds.freelancehunt.provider import FreelancehuntSource
from freehold.integrations.feeds.freelancer.provider import FreelancerSource
from freehold.integrations.feeds.freelancermap.provider import FreelancermapSource
from freehold.integrations.feeds.freelas99.provider import Freelas99Source
from freehold.integrations.feeds.greenhouse.provider import GreenhouseSource
from freehold.integrations.feeds.hackernews.provider import HackerNewsSource
from freehold.integrations.feeds.himalayas.provider import HimalayasSource
from freehold.integrations.feeds.jobicy.provider import JobicySource
from freehold.integrations.feeds.jsonld.provider import JsonLdSource
from freehold.integrations.feeds.lever.provider import LeverSource
from freehold.integrations.feeds.mail.provider import MailSource
from freehold.integrations.feeds.personio.provider import PersonioSource
from freehold.integrations.feeds.pinpoint.provider import PinpointSource
from freehold.integrations.feeds.recruitee.provider import RecruiteeSource
from freehold.integrations.feeds.reddit.provider import RedditSource
from freehold.integrations.feeds.remoteok.provider import RemoteOkSource
from freehold.integrations.feeds.remotive.provider import RemotiveSource
from freehold.integrations.feeds.rss.provider import RssSource
from freehold.integrations.feeds.samgov.provider import SamGovSource
from freehold.integrations.feeds.smartrecruiters.provider import SmartRecruitersSource
from freehold.integrations.feeds.tabular.provider import TabularSource
from freehold.integrations.feeds.teamtailor.provider import TeamtailorSource
from freehold.integrations.feeds.ted.provider import TedSource
from freehold.integrations.feeds.text.provider import TextSource
from freehold.integrations.feeds.upwork.provider import UpworkSource
from freehold.integrations.feeds.weworkremotely.provider import WeWorkRemotelySource
from freehold.integrations.feeds.workable.provider import WorkableSource
from freehold.integrations.feeds.workana.provider import WorkanaSource

GOLDEN = Path(__file__).parent / "golden"
SOURCES: dict[str, PostingSource] = {
    source.name: source
    for source in (MailSource(), RssSource(), RemoteOkSource(), HackerNewsSource(), JsonLdSource(), TabularSource(), TextSource())
}

SOURCES |= {
    source.name: source
    for source in (
        RemotiveSource(),
        HimalayasSource(),
        JobicySource(),
        ArbeitnowSource(),
        WeWorkRemotelySource(),
        FreelancermapSource(),
        AdzunaSource(),
        WorkanaSource(),
        Freelas99Source(),
    )
}

SOURCES |= {
    source.name: source
    for source in (
        ContractsFinderSource(),
        FindATenderSource(),
        FreelancehuntSource(),
        FreelancerSource(),
        RedditSource(),
        SamGovSource(),
        TedSource(),
        UpworkSource(),
    )
}

SOURCES |= {
    source.name: source
    for source in (
        AshbySource(),
        GreenhouseSource(),
        LeverSource(),
        PersonioSource(),
        PinpointSource(),
        RecruiteeSource(),
        SmartRecruitersSource(),
        TeamtailorSource(),
        WorkableSource(),
    )
}


def payloads() -> list[Path]:
    return sorted(path for path in GOLDEN.glob("*/*") if not path.name.endswith(".expected.json"))


def as_json(reading: Reading) -> dict[str, Any]:
    def plain(value: Any) -> Any:
        return value.isoformat() if isinstance(value, datetime) else list(value) if isinstance(value, tuple) else value

    postings = [
        {name: plain(value) for name, value in asdict(posting).items() if value not in ("", (), {}, None)} for posting in reading.postings
    ]
    return {"postings": postings, "problems": [str(problem) for problem in reading.problems]}
