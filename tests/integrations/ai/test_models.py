"""The bundled models: meaning and language, without the network."""

from __future__ import annotations

import numpy as np
import pytest

from freehold.domain.ports import Embedder, LanguageDetector
from freehold.integrations.ai import embedder, language_detector
from freehold.integrations.skills import load_gazetteer, own_names


def test_like_sentences_lie_close() -> None:
    model = embedder()
    assert isinstance(model, Embedder) and model.available()
    rows = model.embed(["That is a happy person", "That is a happy dog", "Today is a sunny day", ""])
    assert rows.shape == (4, 384)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3)
    assert rows[0] @ rows[1] > 0.6 > 0.4 > rows[0] @ rows[2]
    assert model.embed([]).shape == (0, 384)


def test_languages_are_told_and_short_texts_are_not() -> None:
    detect = language_detector()
    assert isinstance(detect, LanguageDetector)
    assert [
        detect(text)
        for text in (
            "Wir suchen einen Fotografen für unsere Messe",
            "WE NEED A PHOTOGRAPHER SOON",
            "Buscamos fotógrafo de comida",
            "ok",
            "",
        )
    ] == ["de", "en", "es", "", ""]


@pytest.mark.parametrize(
    "text",
    [
        "Need Django, 80 EUR per hour, remote",
        "remote, 45 hours per week",
        "Senior Data Engineer | Berlin | Spark, Kafka",
        "Photoshop, InDesign, Figma",
        "https://example.com/a/b 12345 67890 12345 67890 12345 67890",
    ],
)
def test_no_language_is_guessed_from_a_few_names(text: str) -> None:
    assert language_detector()(text) == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Cherchons photographe pour les plats de notre carte", "fr"),
        ("Übersetzung für das Handbuch", "de"),
        ("Logo for the bakery", "en"),
        ("Szukamy fotografa, który wykona zdjęcia potraw do nowego menu naszej restauracji w Krakowie", "pl"),
        ("我们正在寻找一位摄影师为我们的餐厅拍摄菜单照片，并且希望您有丰富的美食摄影经验，能够在上海工作两到三天。", "zh"),
    ],
)
def test_little_words_tell_the_language_of_short_texts_and_the_model_that_of_longer_ones(text: str, code: str) -> None:
    assert language_detector()(text) == code


def test_our_list_covers_many_trades_and_every_relation_exists() -> None:
    names = own_names()
    known = {skill.name for skill in names}
    assert len(known) == len(names) >= 900
    assert len({skill.trade for skill in names}) >= 25
    assert all(other in known for skill in names for other in (*skill.related, *skill.broader))


def test_the_whole_gazetteer_knows_crafts_and_code() -> None:
    found = [
        one.name for one in load_gazetteer().find("Produktfotografin mit InDesign; Buchhaltung in DATEV; Django auf k8s. Payment verified.")
    ]
    assert found == ["Product photography", "Adobe InDesign", "Bookkeeping", "DATEV", "Django", "Kubernetes"]
