"""The templates to begin with, in English."""

from __future__ import annotations

_POSTING_WARM = """\
Hello {first_name|there},

I read your posting “{posting_title}” of {posting_on}.
[[if shared_skills]]
You look for {shared_skills}, and that is what I work with.
[[end]]
[[if my_proof]]
From my own work: {my_proof}
[[end]]
[[if available]]
I am free from {available_from}.
[[end]]

If it fits, I would be glad to talk about what you need. A short reply is enough, also a no.

Best regards
{my_name}
"""
_POSTING_PLAIN = """\
Hello {name|there},

I am writing about your posting “{posting_title}” of {posting_on}.
[[if shared_skills]]
It asks for {shared_skills}. I work with that.
[[end]]
[[if my_skill_years]]
I have used {my_skill} for {my_skill_years}.
[[end]]
[[if available]]
I am free from {available_from}.
[[end]]

Shall I send you an offer?

Best regards
{my_name}
"""
_POSTING_SHORT = """\
Hello {first_name|there},

your posting “{posting_title}”[[if shared_skills]] asks for {shared_skills}[[end]]: I can help with that. Shall we talk?

{my_name}
"""
_CLIENT_WARM = """\
Hello {first_name|there},

[[if project_known]]
it is {project_months|some time} since we finished “{project}”. I hope it still does what it should.
[[else]]
[[if last_invoice_months]]
it is {last_invoice_months} since my last invoice to you, and I wondered how things are going.
[[else]]
I wondered how things are going with you.
[[end]]
[[end]]
[[if posting]]
I also saw your posting “{posting_title}” of {posting_on}.
[[end]]

If there is something to change, to repair or to begin, I would be glad to hear of it.
[[if available]]
I am free from {available_from}.
[[end]]

Best regards
{my_name}
"""
_CLIENT_PLAIN = """\
Hello {name|there},

[[if project_known]]
we finished “{project}” on {project_end}.
[[else]]
[[if invoice]]
my last invoice to you was on {last_invoice_on}.
[[end]]
[[end]]
Is there anything to change, or something new to do?
[[if available]]
I am free from {available_from}.
[[end]]

Best regards
{my_name}
"""
_CLIENT_SHORT = """\
Hello {first_name|there},

[[if project_known]]
is there anything to do on “{project}”, or something new?
[[else]]
is there anything new that I can do for you?
[[end]]

{my_name}
"""
_LEAD_WARM = """\
Hello {first_name|there},

on {offer_on} I sent you the offer “{offer_title}”, and it did not come to an order.
[[if told]]
You wrote then: “{told}”
[[end]]
Things change, so I ask once more: is it still of interest, perhaps in another form?

If not, a short word is enough and I will not ask again.

Best regards
{my_name}
"""
_LEAD_PLAIN = """\
Hello {name|there},

my offer “{offer_title}” of {offer_on} did not come to an order.
[[if told]]
On {told_on} you wrote: “{told}”
[[end]]
Is it still of interest to you?

Best regards
{my_name}
"""
_LEAD_SHORT = """\
Hello {first_name|there},

is “{offer_title}” of {offer_on} still of interest to you?

{my_name}
"""
_SEASON_WARM = """\
Hello {first_name|there},

[[if project_known]]
in {project_year} we finished “{project}” together. Thank you for the work.
[[else]]
[[if invoice]]
thank you for working with me since {since_year}.
[[end]]
[[end]]

I wish you and everybody at {company|your company} calm days and a good start into {next_year}.

Best regards
{my_name}
"""
_SEASON_PLAIN = """\
Hello {name|there},

[[if invoice]]
thank you for working with me since {since_year}.
[[end]]
I wish you good holidays and a good start into {next_year}.

Best regards
{my_name}
"""
_SEASON_SHORT = """\
Hello {first_name|there},

good holidays, and a good {next_year}!

{my_name}
"""
_AGAIN = """\
Hello {first_name|there},

I wrote to you lately[[if posting]] about “{posting_title}”[[end]]. In case my mail went under: is it of interest?
If not, I will not write again.

{my_name}
"""

TEXTS: dict[tuple[str, str], tuple[str, ...]] = {
    ("posting", "warm"): ("Your posting “{posting_title}”", _POSTING_WARM, "", _AGAIN),
    ("posting", "plain"): ("Your posting “{posting_title}”", _POSTING_PLAIN, "", _AGAIN),
    ("posting", "short"): ("Your posting “{posting_title}”", _POSTING_SHORT, "", _AGAIN),
    ("past_client", "warm"): ("[[if project_known]]After “{project}”[[else]]How are things going?[[end]]", _CLIENT_WARM, "", _AGAIN),
    ("past_client", "plain"): ("[[if project_known]]About “{project}”[[else]]Work for {company|you}[[end]]", _CLIENT_PLAIN, "", _AGAIN),
    ("past_client", "short"): ("Anything to do?", _CLIENT_SHORT, "", ""),
    ("lapsed_lead", "warm"): ("“{offer_title}”: once more", _LEAD_WARM, "", ""),
    ("lapsed_lead", "plain"): ("Offer “{offer_title}”", _LEAD_PLAIN, "", ""),
    ("lapsed_lead", "short"): ("“{offer_title}”: still of interest?", _LEAD_SHORT, "", ""),
    ("season", "warm"): ("Thank you, and good holidays", _SEASON_WARM, "", ""),
    ("season", "plain"): ("Good holidays", _SEASON_PLAIN, "", ""),
    ("season", "short"): ("Good holidays", _SEASON_SHORT, "", ""),
}
"""(purpose, tone) → subject, body, subject of the follow-up (empty: "Re:" and the first), follow-up."""
