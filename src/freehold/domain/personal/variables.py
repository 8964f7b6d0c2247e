"""The variables that a template may use: their names, and what each stands for."""

from __future__ import annotations

#: Name → what it stands for, in English; the pages translate it.
VARIABLES: dict[str, str] = {
    "name": "The person's name",
    "first_name": "The person's first name",
    "role": "What the person does there",
    "company": "The company's name",
    "city": "Where the company is",
    "posting_title": "The title of their newest posting",
    "posting_on": "When that posting was seen",
    "posting_skills": "The skills it asks for",
    "shared_skills": "Those of them that are yours",
    "posting_days": "How long ago it was seen (“9 days”)",
    "project": "The last project you finished for them",
    "project_end": "When it was finished",
    "project_year": "The year in which it was finished",
    "project_months": "How long ago that was (“9 months”)",
    "last_invoice_on": "When you last invoiced them",
    "last_invoice_months": "How long ago that was (“9 months”)",
    "since_year": "The year of your first invoice to them",
    "offer_title": "Your last offer that did not come to an order",
    "offer_on": "When you made it",
    "told": "What they said about a later time",
    "told_on": "When they said it",
    "my_name": "Your name",
    "my_headline": "Your headline",
    "my_city": "Your city",
    "my_skill": "The skill of yours that fits best",
    "my_skill_years": "How long you have used it (“6 years”)",
    "my_proof": "The sentence of your profile that shows it",
    "my_service": "Your first service",
    "available_from": "When you are free",
    "year": "This year",
    "next_year": "Next year",
}

#: What `[[if …]]` may ask beside the variables: whether anything of that kind is known.
CONDITIONS: dict[str, str] = {
    "posting": "A posting of theirs was seen",
    "project_known": "You finished a project for them",
    "invoice": "You invoiced them",
    "offer": "You made an offer that did not come to an order",
    "available": "You said when you are free",
}

#: Condition → the variable whose value makes it true.
RESTS_ON = {
    "posting": "posting_title",
    "project_known": "project",
    "invoice": "last_invoice_on",
    "offer": "offer_title",
    "available": "available_from",
}
