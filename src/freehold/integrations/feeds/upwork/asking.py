"""How to ask Upwork: one GraphQL search, newest first."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.domain.ports import Call

API = "https://api.upwork.com/graphql"
_A_PAGE = 50
_MONEY = "{ rawValue currency }"
_QUERY = f"""query Search(
  $marketPlaceJobFilter: MarketplaceJobPostingsSearchFilter,
  $searchType: MarketplaceJobPostingSearchType,
  $sortAttributes: [MarketplaceJobPostingSearchSortAttribute]
) {{
  marketplaceJobPostingsSearch(marketPlaceJobFilter: $marketPlaceJobFilter, searchType: $searchType, sortAttributes: $sortAttributes) {{
    totalCount
    pageInfo {{ hasNextPage endCursor }}
    edges {{ node {{
      id ciphertext title description createdDateTime publishedDateTime durationLabel engagement experienceLevel category subcategory
      totalApplicants freelancersToHire
      amount {_MONEY} hourlyBudgetMin {_MONEY} hourlyBudgetMax {_MONEY} weeklyBudget {_MONEY}
      skills {{ name prettyName }}
      client {{
        totalHires totalPostedJobs totalSpent {_MONEY} verificationStatus totalReviews totalFeedback location {{ country city timezone }}
      }}
    }} }}
  }}
}}"""


def call(settings: Mapping[str, str]) -> Call:
    """Return the call for a search.

    `settings`: key (the access token, needed), tenant (the id of your organisation, needed by accounts that have several), words (what is
    sought; AND, OR and NOT work), after (endCursor of the answer before, for the next 50). Raises UserError when the key is missing.
    """
    key = settings.get("key", "").strip()
    if not key:
        raise UserError(_("Upwork needs your access token; nothing was read. Apply for a key at upwork.com/developer/keys."))
    pages: dict[str, Any] = {"first": _A_PAGE}
    if after := settings.get("after", "").strip():
        pages["after"] = after
    sought: dict[str, Any] = {"pagination_eq": pages}
    if words := settings.get("words", "").strip():
        sought["searchExpression_eq"] = words
    variables = {"marketPlaceJobFilter": sought, "searchType": "USER_JOBS_SEARCH", "sortAttributes": [{"field": "RECENCY"}]}
    headers = [("Authorization", f"Bearer {key}"), ("Content-Type", "application/json"), ("Accept", "application/json")]
    if tenant := settings.get("tenant", "").strip():
        headers.append(("X-Upwork-API-TenantId", tenant))
    return Call(API, "POST", tuple(headers), json.dumps({"query": _QUERY, "variables": variables}).encode())
