"""The kinds of sources there are, one line each; each is imported when somebody asks for it."""

from __future__ import annotations

from freehold.domain.ports import PostingSource
from freehold.kit.registry import Registry

_FEEDS = "freehold.integrations.feeds."
BUILT_IN = {
    # what people bring themselves
    "mail": "mail.provider:MailSource",
    "rss": "rss.provider:RssSource",
    "jsonld": "jsonld.provider:JsonLdSource",
    "tabular": "tabular.provider:TabularSource",
    "text": "text.provider:TextSource",
    "workana": "workana.provider:WorkanaSource",
    "99freelas": "freelas99.provider:Freelas99Source",
    # open boards
    "arbeitnow": "arbeitnow.provider:ArbeitnowSource",
    "freelancermap": "freelancermap.provider:FreelancermapSource",
    "hackernews": "hackernews.provider:HackerNewsSource",
    "himalayas": "himalayas.provider:HimalayasSource",
    "jobicy": "jobicy.provider:JobicySource",
    "remoteok": "remoteok.provider:RemoteOkSource",
    "remotive": "remotive.provider:RemotiveSource",
    "weworkremotely": "weworkremotely.provider:WeWorkRemotelySource",
    # companies' own boards
    "ashby": "ashby.provider:AshbySource",
    "greenhouse": "greenhouse.provider:GreenhouseSource",
    "lever": "lever.provider:LeverSource",
    "personio": "personio.provider:PersonioSource",
    "pinpoint": "pinpoint.provider:PinpointSource",
    "recruitee": "recruitee.provider:RecruiteeSource",
    "smartrecruiters": "smartrecruiters.provider:SmartRecruitersSource",
    "teamtailor": "teamtailor.provider:TeamtailorSource",
    "workable": "workable.provider:WorkableSource",
    # calls for tenders
    "contractsfinder": "contractsfinder.provider:ContractsFinderSource",
    "findatender": "findatender.provider:FindATenderSource",
    "samgov": "samgov.provider:SamGovSource",
    "ted": "ted.provider:TedSource",
    # with a key of one's own
    "adzuna": "adzuna.provider:AdzunaSource",
    "freelancehunt": "freelancehunt.provider:FreelancehuntSource",
    "upwork": "upwork.provider:UpworkSource",
    # whose owner wants to be asked first
    "freelancer": "freelancer.provider:FreelancerSource",
    "reddit": "reddit.provider:RedditSource",
}


def register_sources(registry: Registry[PostingSource]) -> Registry[PostingSource]:
    """Put every built-in source into `registry` and return it."""
    for name, path in BUILT_IN.items():
        registry.register_later(name, _FEEDS + path)
    return registry
