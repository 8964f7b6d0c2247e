"""Who answers that they want no more mails is understood, and nobody else is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.kit.mailing.stop_words import asks_to_stop


@pytest.mark.parametrize(
    "text",
    [
        "unsubscribe",
        "Unsubscribe.",
        "UNSUBSCRIBE!!",
        "Please unsubscribe me",
        "“unsubscribe”",
        "Please remove me from your list and tell me where you found my address.",
        "Hi Mara,\n\nplease take me off your list. Thanks!",
        "Stop",
        "STOP emailing me",
        "Do not contact me again.",
        "Don’t write to me any more",
        "No more emails, please",
        "opt-out",
        "I want to unsubscribe",
        "Could you please remove my address from your mailing list?",
        "Abmelden",
        "Bitte abmelden!",
        "Hallo Frau Lind,\nbitte tragen Sie mich aus Ihrem Verteiler aus.",
        "Guten Tag Frau Lind, bitte schreiben Sie mir nicht mehr.",
        "Keine weiteren E-Mails bitte",
        "Ich widerspreche der Nutzung meiner Daten zu Werbezwecken.",
        "Nehmen Sie mich bitte aus der Liste.",
        "Se désabonner",
        "Bonjour,\nMerci de ne plus me contacter.",
        "Désinscription",
        "Veuillez me retirer de votre liste",
        "Ne m'écrivez plus",
        "Baja",
        "Schicken Sie mir bitte keine Werbung mehr",
        "Stop sending me these emails",
        "I object to the processing of my data for marketing.",
        "No me escriba.",
        "Darme de baja por favor",
        "No me escriban más",
        "Hola Mara,\n\npor favor, no me envíe más correos.",
        "No quiero recibir más correos",
        "Se de\u0301sabonner",
        "I object.",
        "Stop, please",
    ],
)
def test_who_wants_no_more_is_understood(text):
    assert asks_to_stop(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "Yes, please send me an offer.",
        "Stop by on Tuesday, we have coffee.",
        "Can you build an unsubscribe page for our newsletter?",
        "Unsubscribe links are exactly what we need help with.",
        "Thanks!\nunsubscribe",
        "Could you remove the second item from the offer?",
        "Please remove the logo and send it again.",
        "Please stop the work on the landing page for now and call me.",
        "No problem, let us talk.",
        "Bitte melden Sie sich nächste Woche.",
        "Bitte schicken Sie mir Ihre Preise.",
        "Keine Sorge, wir melden uns.",
        "Wir möchten die Abmeldung in unserem Shop verbessern.",
        "Ich möchte mehr wissen.",
        "Bonjour, merci de me contacter lundi.",
        "Je souhaite recevoir un devis.",
        "Por favor, envíenme más información.",
        "Baja calidad es lo que tenemos ahora; necesitamos ayuda.",
        "Do you ever unsubscribe people?",
        "Ich möchte nicht mehr warten, wann können Sie anfangen?",
        "Ich möchte keine Anzahlung leisten.",
        "Ich widerspreche Ihnen da ungern, aber Blau passt besser.",
        "Please do not write to me in German, English is fine.",
        "Do not contact me before Tuesday, I am travelling.",
        "Stop sending drafts, we take the first one!",
        "I object to the blue, could it be green?",
        "Schreiben Sie mir keine Romane, ein Preis genügt.",
        "No me escriban en inglés, por favor.",
        "On 3 May Mara wrote that one can unsubscribe.",
    ],
)
def test_nobody_else_is_taken_for_one(text):
    assert not asks_to_stop(text)


@given(st.text(max_size=2_000))
def test_no_text_breaks_it(text):
    assert asks_to_stop(text) in {True, False}


def test_long_hostile_lines_take_no_time():
    assert not asks_to_stop("please " * 50_000)
    assert not asks_to_stop("hello " + "a" * 200_000)
