"""The templates to begin with, in German."""

from __future__ import annotations

_POSTING_WARM = """\
Guten Tag {name|},

ich habe Ihre Ausschreibung „{posting_title}“ vom {posting_on} gelesen.
[[if shared_skills]]
Sie suchen {shared_skills}, und damit arbeite ich.
[[end]]
[[if my_proof]]
Aus meiner eigenen Arbeit: {my_proof}
[[end]]
[[if available]]
Ich bin ab {available_from} frei.
[[end]]

Wenn es passt, spreche ich gern mit Ihnen darüber, was Sie brauchen. Eine kurze Antwort genügt, auch ein Nein.

Freundliche Grüße
{my_name}
"""
_POSTING_PLAIN = """\
Guten Tag {name|},

ich schreibe Ihnen wegen Ihrer Ausschreibung „{posting_title}“ vom {posting_on}.
[[if shared_skills]]
Gesucht wird {shared_skills}. Damit arbeite ich.
[[end]]
[[if my_skill_years]]
Mit {my_skill} arbeite ich seit {my_skill_years}.
[[end]]
[[if available]]
Ich bin ab {available_from} frei.
[[end]]

Soll ich Ihnen ein Angebot schicken?

Freundliche Grüße
{my_name}
"""
_POSTING_SHORT = """\
Guten Tag {name|},

zu Ihrer Ausschreibung „{posting_title}“[[if shared_skills]] mit {shared_skills}[[end]]: Dabei kann ich helfen. Wollen wir sprechen?

{my_name}
"""
_CLIENT_WARM = """\
Guten Tag {name|},

[[if project_known]]
vor {project_months|einiger Zeit} haben wir „{project}“ abgeschlossen. Ich hoffe, es tut noch, was es soll.
[[else]]
[[if last_invoice_months]]
meine letzte Rechnung an Sie ist von vor {last_invoice_months}, und ich habe mich gefragt, wie es läuft.
[[else]]
ich habe mich gefragt, wie es bei Ihnen läuft.
[[end]]
[[end]]
[[if posting]]
Ihre Ausschreibung „{posting_title}“ vom {posting_on} habe ich auch gesehen.
[[end]]

Wenn etwas zu ändern, zu reparieren oder neu anzufangen ist, melden Sie sich gern.
[[if available]]
Ich bin ab {available_from} frei.
[[end]]

Freundliche Grüße
{my_name}
"""
_CLIENT_PLAIN = """\
Guten Tag {name|},

[[if project_known]]
„{project}“ haben wir am {project_end} abgeschlossen.
[[else]]
[[if invoice]]
meine letzte Rechnung an Sie ist vom {last_invoice_on}.
[[end]]
[[end]]
Gibt es etwas zu ändern oder etwas Neues zu tun?
[[if available]]
Ich bin ab {available_from} frei.
[[end]]

Freundliche Grüße
{my_name}
"""
_CLIENT_SHORT = """\
Guten Tag {name|},

[[if project_known]]
gibt es an „{project}“ etwas zu tun, oder etwas Neues?
[[else]]
gibt es etwas Neues, das ich für Sie tun kann?
[[end]]

{my_name}
"""
_LEAD_WARM = """\
Guten Tag {name|},

am {offer_on} habe ich Ihnen das Angebot „{offer_title}“ geschickt; daraus wurde kein Auftrag.
[[if told]]
Sie schrieben damals: „{told}“
[[end]]
Manches ändert sich, darum frage ich noch einmal: Ist es noch von Interesse, vielleicht in anderer Form?

Wenn nicht, genügt ein kurzes Wort, und ich frage nicht wieder.

Freundliche Grüße
{my_name}
"""
_LEAD_PLAIN = """\
Guten Tag {name|},

aus meinem Angebot „{offer_title}“ vom {offer_on} wurde kein Auftrag.
[[if told]]
Am {told_on} schrieben Sie: „{told}“
[[end]]
Ist es für Sie noch von Interesse?

Freundliche Grüße
{my_name}
"""
_LEAD_SHORT = """\
Guten Tag {name|},

ist „{offer_title}“ vom {offer_on} für Sie noch von Interesse?

{my_name}
"""
_SEASON_WARM = """\
Guten Tag {name|},

[[if project_known]]
{project_year} haben wir „{project}“ zusammen abgeschlossen. Danke für die Arbeit.
[[else]]
[[if invoice]]
danke für die Zusammenarbeit seit {since_year}.
[[end]]
[[end]]

Ich wünsche Ihnen und allen bei {company|Ihnen} ruhige Tage und einen guten Start ins Jahr {next_year}.

Freundliche Grüße
{my_name}
"""
_SEASON_PLAIN = """\
Guten Tag {name|},

[[if invoice]]
danke für die Zusammenarbeit seit {since_year}.
[[end]]
Ich wünsche Ihnen gute Feiertage und einen guten Start ins Jahr {next_year}.

Freundliche Grüße
{my_name}
"""
_SEASON_SHORT = """\
Guten Tag {name|},

gute Feiertage und ein gutes Jahr {next_year}!

{my_name}
"""
_AGAIN = """\
Guten Tag {name|},

vor Kurzem habe ich Ihnen[[if posting]] zu „{posting_title}“[[end]] geschrieben. Falls meine Mail untergegangen ist: Ist es von Interesse?
Wenn nicht, schreibe ich nicht wieder.

{my_name}
"""

TEXTS: dict[tuple[str, str], tuple[str, ...]] = {
    ("posting", "warm"): ("Ihre Ausschreibung „{posting_title}“", _POSTING_WARM, "", _AGAIN),
    ("posting", "plain"): ("Ihre Ausschreibung „{posting_title}“", _POSTING_PLAIN, "", _AGAIN),
    ("posting", "short"): ("Ihre Ausschreibung „{posting_title}“", _POSTING_SHORT, "", _AGAIN),
    ("past_client", "warm"): ("[[if project_known]]Nach „{project}“[[else]]Wie läuft es?[[end]]", _CLIENT_WARM, "", _AGAIN),
    ("past_client", "plain"): ("[[if project_known]]Zu „{project}“[[else]]Arbeit für {company|Sie}[[end]]", _CLIENT_PLAIN, "", _AGAIN),
    ("past_client", "short"): ("Etwas zu tun?", _CLIENT_SHORT, "", ""),
    ("lapsed_lead", "warm"): ("„{offer_title}“: noch einmal", _LEAD_WARM, "", ""),
    ("lapsed_lead", "plain"): ("Angebot „{offer_title}“", _LEAD_PLAIN, "", ""),
    ("lapsed_lead", "short"): ("„{offer_title}“: noch von Interesse?", _LEAD_SHORT, "", ""),
    ("season", "warm"): ("Danke, und gute Feiertage", _SEASON_WARM, "", ""),
    ("season", "plain"): ("Gute Feiertage", _SEASON_PLAIN, "", ""),
    ("season", "short"): ("Gute Feiertage", _SEASON_SHORT, "", ""),
}
"""(purpose, tone) → subject, body, subject of the follow-up (empty: "Re:" and the first), follow-up."""
