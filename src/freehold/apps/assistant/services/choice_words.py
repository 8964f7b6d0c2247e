"""What people call the possibilities of a choice, and the words with which commands begin (English and German)."""

from __future__ import annotations

from collections.abc import Mapping

_BEGIN = (
    "please add an expense of,please add,add an expense of,add an expense,add a,add,put down,put,note a receipt,note,"
    "record a cost of,record,expense,I paid,I bought,I spent,spent,log,book,track,enter,create a,create,new,make a,make,draft an,"
    "draft a,draft,prepare a,prepare,"
    "write a,write,bill,invoice,pause,stop,turn off,switch off,turn,bitte,trag ein,trage,trag,buche,erfasse,erfassen,notiere,lege,leg,"
    "neue,neuer,neues,mach eine,mach,erstelle,schreib,schreibe,pausiere,schalte,Ausgabe von,Ausgabe,ich habe,I worked,"
    "find,search for,search,show me,show,suche nach,suche,finde,zeig mir,zeige"
)

CHOICE_WORDS: Mapping[str, tuple[str, ...]] = {
    "begin:": tuple(_BEGIN.split(",")),
    "begin:client.add": (
        *("add a client called", "add a client", "new client", "create the customer", "create a client", "add the client", "add"),
        *("neuer Kunde", "neuen Kunden", "lege den Kunden", "füge", "Kunde anlegen", "Kunden anlegen", "new customer"),
    ),
    # stages of opportunities
    "found": ("gefunden", "inbox"),
    "shortlisted": ("shortlist", "short list", "merkliste", "engere wahl", "favourites", "vorgemerkt", "merken"),
    "applied": ("apply", "application sent", "beworben", "bewerbung"),
    "talking": ("in talks", "talk", "interview", "im gespräch", "gespräch", "gespräche", "verhandlung"),
    "won": ("win", "got", "gewonnen", "zusage", "bekommen"),
    "lost": ("lose", "verloren", "absage", "rejected", "abgelehnt"),
    "dismissed": ("dismiss", "archive", "put away", "verwirf", "verwerfen", "verworfen", "weg", "aussortieren"),
    # kinds of papers
    "quote": ("offer", "estimate", "angebot", "kostenvoranschlag", "proposal"),
    "invoice": ("bill", "rechnung"),
    # what an expense is for
    "software": ("hosting", "domain", "licence", "license", "subscription", "lizenz", "server"),
    "hardware": ("laptop", "computer", "monitor", "keyboard", "bildschirm", "tastatur", "equipment"),
    "office": ("rent", "stationery", "miete", "büro", "schreibwaren", "coworking"),
    "materials": ("paper", "material", "papier"),
    "subcontractors": ("subcontractor", "subunternehmer"),
    "travel": ("train", "flight", "hotel", "taxi", "bahn", "bahnticket", "bahntickets", "flug", "ticket", "tickets"),
    "car": ("fuel", "petrol", "parking", "tanken", "benzin", "parken"),
    "meals": ("lunch", "dinner", "restaurant", "essen", "mittagessen", "bewirtung"),
    "phone": ("telephone", "internet", "mobile", "telefon", "handy"),
    "training": ("book", "books", "course", "buch", "bücher", "kurs", "seminar"),
    "advertising": ("ads", "werbung", "anzeige"),
    "insurance": ("versicherung",),
    "fees": ("bank fee", "gebühr", "gebühren", "commission"),
    "advice": ("accountant", "lawyer", "steuerberater", "anwalt"),
    "post": ("postage", "stamps", "porto", "briefmarken", "paket"),
    "other": (),
    # kinds of drafts
    "mail": ("email", "e-mail", "letter", "brief"),
}
