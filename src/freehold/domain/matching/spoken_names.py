"""Names of human languages in English, German, Spanish, French and their own words, with ISO 639-1 codes."""

from __future__ import annotations

_NAMES = """
ar:Arabic|Arabisch|Árabe|Arabe
bg:Bulgarian|Bulgarisch
ca:Catalan|Katalanisch|Català
cs:Czech|Tschechisch|Čeština
da:Danish|Dänisch|Dansk
de:German|Deutsch|Alemán|Allemand
el:Greek|Griechisch
en:English|Englisch|Inglés|Anglais
es:Spanish|Spanisch|Español|Castellano|Espagnol
et:Estonian|Estnisch
fa:Persian|Farsi|Persisch
fi:Finnish|Finnisch|Suomi
fr:French|Französisch|Francés|Français
he:Hebrew|Hebräisch
hi:Hindi
hr:Croatian|Kroatisch|Hrvatski
hu:Hungarian|Ungarisch|Magyar
id:Indonesian|Indonesisch
it:Italian|Italienisch|Italiano|Italien
ja:Japanese|Japanisch
ko:Korean|Koreanisch
lt:Lithuanian|Litauisch
lv:Latvian|Lettisch
nl:Dutch|Niederländisch|Nederlands|Holandés|Néerlandais
no:Norwegian|Norwegisch|Norsk
pl:Polish|Polnisch|Polski|Polaco|Polonais
pt:Portuguese|Portugiesisch|Português|Portugués|Portugais
ro:Romanian|Rumänisch|Română
ru:Russian|Russisch|Ruso|Russe
sk:Slovak|Slowakisch
sl:Slovenian|Slowenisch
sr:Serbian|Serbisch
sv:Swedish|Schwedisch|Svenska
th:Thai|Thailändisch
tr:Turkish|Türkisch|Türkçe
uk:Ukrainian|Ukrainisch
vi:Vietnamese|Vietnamesisch
zh:Chinese|Mandarin|Chinesisch|Chino|Chinois
"""
_CODES = {name.casefold(): line[:2] for line in _NAMES.split() for name in line[3:].split("|")}
_ENGLISH = {line[:2]: line[3:].split("|")[0] for line in _NAMES.split()}
ALL_NAMES = tuple(_CODES)


def language_code(name: str) -> str:
    """Return the ISO 639-1 code of a language by name or code; "" when it is unknown. What stands in brackets is passed over."""
    plain = name.partition("(")[0].strip().casefold()
    if plain in _CODES:
        return _CODES[plain]
    return plain if plain in _ENGLISH else ""


def language_name(code: str) -> str:
    """Return the English name of a language by its ISO 639-1 code; the code itself when it is unknown."""
    return _ENGLISH.get(code, code)
