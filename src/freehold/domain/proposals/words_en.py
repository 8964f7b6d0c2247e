"""The English words of proposals: a text for each section and tone, the titles, and the honest sentences."""

from __future__ import annotations

from collections.abc import Mapping

TITLES = {
    "opening": "Your project",
    "work": "What I will do",
    "evidence": "What I can show for it",
    "answers": "Your questions",
    "way": "How we work together",
    "price": "Price",
    "terms": "Terms",
    "next": "Next step",
}

GREETINGS: Mapping[str, tuple[str, str]] = {
    "warm": ("Hello {contact},", "Hello,"),
    "plain": ("Hello {contact},", "Hello,"),
    "formal": ("Dear {contact},", "Dear Sir or Madam,"),
}

TEXTS: Mapping[str, Mapping[str, str]] = {
    "opening": {
        "warm": "{greeting}\n\nthank you for saying so clearly what you need. You write: “{need}” That is what this proposal is about.",
        "plain": "{greeting}\n\nyou write: “{need}” This proposal answers that.",
        "formal": "{greeting}\n\nwith reference to your text, in which you write “{need}”, I submit the following proposal.",
    },
    "opening_without": {
        "warm": "{greeting}\n\nthank you for your brief. Here is what I would do, what it costs, and what I can show for it.",
        "plain": "{greeting}\n\nhere is my proposal for “{title}”.",
        "formal": "{greeting}\n\nI submit the following proposal for “{title}”.",
    },
    "opening_proof": {
        "warm": "The nearest thing in my own work: {proof}",
        "plain": "Nearest to it in my work: {proof}",
        "formal": "The work of mine that comes closest to it: {proof}",
    },
    "work": {
        "warm": "This is what I read in your text and would do:",
        "plain": "From your text I take these points:",
        "formal": "The following points of your text are the subject of this proposal:",
    },
    "work_services": {
        "warm": "For that I bring:",
        "plain": "What I offer for it:",
        "formal": "To this end I offer:",
    },
    "work_end": {
        "warm": "Whatever is still open I ask before I begin, so that nobody has to guess.",
        "plain": "What is not in it I ask before I begin.",
        "formal": "Points that are still open are settled before the work begins.",
    },
    "evidence": {
        "warm": "So that you need not take my word for it:",
        "plain": "From my own work:",
        "formal": "The following can be shown for it:",
    },
    "gaps": {
        "warm": "And what I cannot show, so that you know it now and not later:",
        "plain": "What I cannot show:",
        "formal": "For the sake of completeness, what cannot be shown:",
    },
    "way": {
        "warm": (
            "You always talk to me and nobody in between. I begin when you have said yes in writing, ask early when something is unclear, "
            "and you see what is there before you pay for it."
        ),
        "plain": "I begin when you have said yes in writing. What is unclear I ask at once. You see the work before it is billed.",
        "formal": (
            "The work begins after your written acceptance. Questions are put to you without delay. The results are shown to you before "
            "they are billed."
        ),
    },
    "price": {
        "warm": "This is what it costs. You choose:",
        "plain": "You choose:",
        "formal": "The following may be chosen from:",
    },
    "price_one": {
        "warm": "This is what it costs:",
        "plain": "The price:",
        "formal": "The price is as follows:",
    },
    "price_none": {
        "warm": "I will gladly name a price when we have spoken about the extent of the work.",
        "plain": "The price follows when the extent of the work is clear.",
        "formal": "A price will be named when the extent of the work is settled.",
    },
    "next": {
        "warm": (
            "If you like it, open the link in my mail, write your name and press “Accept”. If something is missing, ask me there: "
            "I answer myself."
        ),
        "plain": "To accept, open the link in my mail, write your name and press “Accept”. Questions can be asked there too.",
        "formal": "To accept, kindly open the link in my mail, enter your name and press “Accept”. Questions may be put there as well.",
    },
    "next_reply": {
        "warm": "If you like it, reply with “I accept”, your name and your choice. If something is missing, ask me: I answer myself.",
        "plain": "To accept, reply to my mail with “I accept”, your name and your choice. Questions are welcome there too.",
        "formal": "To accept, kindly reply to my mail with “I accept”, your name and your choice. Questions may be put there as well.",
    },
    "sign": {
        "warm": "Kind regards\n{sender}",
        "plain": "{sender}",
        "formal": "Yours sincerely\n{sender}",
    },
}

TERMS = {
    "valid": "This proposal can be accepted until {valid_until}.",
    "deposit": "{deposit} of the price is due in advance.",
    "days": "Invoices are due within {days} days.",
    "tax": "Prices are net; tax is added as the law asks.",
    "hourly": "Work by the hour is billed by the time that was spent, with a list of it.",
}

HONEST = {
    "none": "You ask for {text}. I have no project to show for it; if it is essential to you, please say so before you decide.",
    "near": "You ask for {text}. I have no project to show for it; the nearest that I have is {near}.",
    "language": "You ask for {text}. I do not offer it as a working language.",
    "place": "You write “{quote}”. I do not live there.",
    "onsite": "You write “{quote}”. I work from a distance; visits would have to be agreed on.",
    "timezone": "You write “{quote}”. Which hours we share has to be agreed on.",
    "start_later": "You write “{quote}”. I am free from {near}.",
    "start_open": "You write “{quote}”. We agree on the day when you have decided.",
    "hours_fewer": "You write “{quote}”. I have {near} hours a week.",
    "hours_open": "You write “{quote}”. How many hours a week it will be has to be agreed on.",
    "seniority": "You write “{quote}”. My profile does not show as many years.",
    "question": "“{text}” I would rather answer this when we talk than guess.",
}

ODD = {
    "years": "{years} years",
    "free_hours": "I have {value} hours a week.",
    "free_from": "I am free from {value}.",
    "hour": "an hour",
    "hours": "about {hours} hours",
    "fixed": "One price",
    "hourly": "By the hour",
    "package1": "The essentials",
    "package2": "All of it",
    "package3": "All of it and more",
    "hours_line": "Work by the hour",
    "more_line": "More time for what comes up on the way",
}
