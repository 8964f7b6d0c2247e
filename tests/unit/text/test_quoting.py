"""What somebody newly wrote is told from history and signature, as the usual mail programs write them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.text.quoting import new_words, words_of_html

OWN = "Yes, that suits us.\n\nPlease begin on Monday."
EIGEN = "Ja, das passt uns.\n\nBitte am Montag anfangen."

HISTORIES = {
    "gmail": "On Sun, Nov 22, 2026 at 9:00 AM Mara Lind <mara@studio.example> wrote:\n\n> Hello Robin,\n> shall we begin?\n>\n> -- \n> Mara",
    "gmail, wrapped": "On Sun, Nov 22, 2026 at 9:00 AM Mara Lind - Studio for Letters <\nmara@studio.example> wrote:\n\n> Hello Robin,\n> shall we?",
    "gmail german": "Am So., 22. Nov. 2026 um 09:00 Uhr schrieb Mara Lind <mara@studio.example>:\n\n> Hallo Robin,\n> sollen wir?",
    "gmail old": "2026-11-22 9:00 GMT+01:00 Mara Lind <mara@studio.example>:\n\n> Hello Robin",
    "gmail on a phone, unmarked": "On Sun, 22 Nov 2026, 09:00 Mara Lind, <mara@studio.example> wrote:\n\nHello Robin,\nshall we begin?",
    "apple": "> On 22. Nov 2026, at 09:00, Mara Lind <mara@studio.example> wrote:\n> \n> Hello Robin,\n> shall we begin?",
    "apple german": "> Am 22.11.2026 um 09:00 schrieb Mara Lind <mara@studio.example>:\n> \n> Hallo Robin",
    "apple, unquoted line": "On 22 Nov 2026, at 09:00, Mara Lind <mara@studio.example> wrote:\n\n> Hello Robin",
    "thunderbird german": "Am 22.11.26 um 09:00 schrieb Mara Lind:\n> Hallo Robin,\n> sollen wir anfangen?",
    "name first": "Mara Lind <mara@studio.example> schrieb am So., 22. Nov. 2026, 09:00:\n\nHallo Robin,\nsollen wir?",
    "outlook": "________________________________\nFrom: Mara Lind <mara@studio.example>\nSent: Sunday, November 22, 2026 9:00 AM\n"
    "To: Robin\nSubject: Re: Logo\n\nHello Robin,\nshall we begin?",
    "outlook german": "Von: Mara Lind <mara@studio.example>\nGesendet: Sonntag, 22. November 2026 09:00\nAn: Robin <r@linde.example>\n"
    "Betreff: AW: Logo\n\nHallo Robin",
    "outlook, bold": "*From:* Mara Lind <mara@studio.example>\n*Sent:* Sunday, November 22, 2026 9:00 AM\n*To:* Robin\n*Subject:* Logo\n\nHello",
    "outlook old": "-----Original Message-----\nFrom: Mara Lind\nSent: Sunday\nTo: Robin\nSubject: Logo\n\nHello Robin",
    "outlook old german": "-----Ursprüngliche Nachricht-----\nVon: Mara Lind\nGesendet: Sonntag\nAn: Robin\nBetreff: Logo\n\nHallo Robin",
    "gmx": 'Gesendet: Sonntag, 22. November 2026 um 09:00 Uhr\nVon: "Mara Lind" <mara@studio.example>\nAn: r@linde.example\n'
    "Betreff: Logo\n\nHallo Robin",
    "french": "Le dim. 22 nov. 2026 à 09:00, Mara Lind <mara@studio.example> a écrit :\n\n> Bonjour Robin",
    "spanish": "El dom, 22 nov 2026 a las 9:00, Mara Lind (<mara@studio.example>) escribió:\n\n> Hola Robin",
    "italian": "Il giorno dom 22 nov 2026 alle ore 09:00 Mara Lind <mara@studio.example> ha scritto:\n\n> Ciao Robin",
    "dutch": "Op zo 22 nov 2026 om 09:00 schreef Mara Lind <mara@studio.example>:\n\n> Hallo Robin",
    "yahoo": "On Sunday, November 22, 2026 at 09:00:00 AM GMT+1, Mara Lind <mara@studio.example> wrote:  \n\nHello Robin",
    "proton": "On Sunday, November 22nd, 2026 at 9:00 AM, Mara Lind <mara@studio.example> wrote:\n\n> Hello Robin",
    "samsung": "-------- Ursprüngliche Nachricht --------\nVon: Mara Lind <mara@studio.example>\nDatum: 22.11.26 09:00 (GMT+01:00)\n\nHallo",
    "zimbra": "----- Ursprüngliche Mail -----\nVon: Mara Lind\nAn: Robin\nGesendet: Sonntag\n\nHallo Robin",
    "forwarded": "---------- Forwarded message ---------\nFrom: Mara Lind <mara@studio.example>\nDate: Sun, Nov 22\nSubject: Logo\n\nHello",
}


@pytest.mark.parametrize("history", HISTORIES.values(), ids=HISTORIES.keys())
@pytest.mark.parametrize("own", [OWN, EIGEN])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_history_of_every_usual_program_is_cut_off(history: str, own: str, newline: str):
    assert new_words(f"{own}\n\n{history}\n".replace("\n", newline)) == own


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nRobin Berg\nHotel Linde GmbH",
        "--\nRobin Berg",
        "Sent from my iPhone",
        "Von meinem iPhone gesendet",
        "Get Outlook for iOS",
        "Get Outlook for iOS<https://aka.ms/o0ukef>",
        "Gesendet von Outlook für iOS",
        "Holen Sie sich Outlook für Android",
        "Diese Nachricht wurde von meinem Android Mobiltelefon mit GMX Mail gesendet.",
        "Sent with Proton Mail secure email.",
    ],
)
def test_a_signature_is_cut_off(signature: str):
    assert new_words(f"{OWN}\n\n{signature}\n\n{HISTORIES['gmail']}") == OWN
    assert new_words(f"{OWN}\n\n{signature}\n") == OWN


def test_an_answer_below_the_quote_is_found():
    assert new_words(f"{HISTORIES['thunderbird german']}\n\n{EIGEN}\n\n-- \nRobin\n") == EIGEN


def test_answers_between_quoted_lines_keep_what_they_answer():
    text = "On Sun, 22 Nov 2026 09:00, Mara wrote:\n> Hello Robin,\n> Blue or green?\n\nGreen.\n\n> By when?\n\nBy Friday.\n\n> Bye\n"
    assert new_words(text) == "> Hello Robin,\n> Blue or green?\nGreen.\n\n> By when?\nBy Friday."


@pytest.mark.parametrize(
    "text",
    [
        "From: what I see, two things are missing.\nThe logo, and the card.",
        "Von: mir aus gern.",
        "On Monday the printer wrote:\nthey need vector files. Can you send them?",
        "Our address:\nTo: Hotel Linde\nAm Markt 1",
        "- one\n- two\n\n-----\n\nand a third thing",
        "--\nnothing stands above this line, so it is no signature",
        "I wrote at 10:30:\nno answer yet.",
    ],
)
def test_own_words_that_look_like_history_stay(text: str):
    assert new_words(text) == text


def test_nothing_new_is_nothing():
    for history in HISTORIES.values():
        assert new_words(history) == ""
    assert new_words("") == new_words("> only\n> quoted") == ""


HTML = {
    "gmail": (
        '<div dir="ltr">Yes, that suits us.<div><br></div><div>Please begin on Monday.</div></div><br><div class="gmail_quote">'
        '<div class="gmail_attr">On Sun, Nov 22, 2026 at 9:00 AM Mara &lt;<a href="mailto:m@x.example">m@x.example</a>&gt; wrote:<br></div>'
        '<blockquote class="gmail_quote">Hello<blockquote>older</blockquote></blockquote></div>'
    ),
    "outlook desktop": (
        "<p class=MsoNormal>Yes, that suits us.<o:p></o:p></p><p class=MsoNormal>Please begin on Monday.</p><div style='border-top:solid'>"
        "<p><b>From:</b> Mara &lt;m@x.example&gt;<br><b>Sent:</b> Sunday<br><b>To:</b> Robin<br><b>Subject:</b> Logo</p></div><p>Hello</p>"
    ),
    "outlook on the web": (
        '<div>Yes, that suits us.</div><div>Please begin on Monday.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg">'
        "<b>Von:</b> Mara</div><div>Hallo</div>"
    ),
    "apple": (
        "<div>Yes, that suits us.</div><div>Please begin on Monday.</div><div><br><blockquote type='cite'><div>On 22. Nov 2026, at 09:00, "
        "Mara wrote:</div><div>Hello</div></blockquote></div>"
    ),
    "gmx": "<p>Yes, that suits us.</p><p>Please begin on Monday.</p><div name='quote'><b>Gesendet:</b> heute<div>Hallo</div></div>",
    "signature": "<p>Yes, that suits us.</p><p>Please begin on Monday.</p><div class='gmail_signature'>Robin<div class='gmail_signature'>B</div></div>",
}


@pytest.mark.parametrize("html", HTML.values(), ids=HTML.keys())
def test_html_alone_is_enough(html: str):
    words = new_words(words_of_html(f"<html><body>{html}</body></html>"))
    assert words.replace("\n\n", "\n") == OWN.replace("\n\n", "\n")


def test_scripts_and_styles_are_no_words():
    assert new_words(words_of_html("<style>p{color:red}</style><script>alert(1)</script><p>Hello &amp; welcome</p>")) == "Hello & welcome"


@given(st.text(max_size=400), st.text(max_size=200))
def test_whatever_is_given_nothing_breaks_and_nothing_is_invented(text: str, more: str):
    for words in (new_words(f"{text}\n{more}"), new_words(words_of_html(text)), new_words(words_of_html(f"<blockquote>{text}<p>{more}"))):
        assert isinstance(words, str)
    plain = set(f"{text}\n{more}".replace("\xa0", " ").replace("\r", "\n"))
    assert set(new_words(f"{text}\n{more}")) <= plain | {"\n"}


@pytest.mark.parametrize(
    "hostile",
    [
        "On " * 70_000,
        "On 2026 " + "a" * 200_000 + " wrote",
        "> " * 100_000,
        "From: a\n" * 25_000,
        "On 22.11.2026 x\n" * 12_000,
        "*" * 200_000,
        "_" * 199_999 + "x",
        "<blockquote>" * 16_000,
        "<div class=gmail_signature>" * 7_000,
        "<blockquote>a</blockquote>" * 7_000,
    ],
)
def test_hostile_texts_take_no_time(hostile: str):
    start = time.process_time()
    new_words(hostile)
    new_words(words_of_html(hostile))
    assert time.process_time() - start < 3
