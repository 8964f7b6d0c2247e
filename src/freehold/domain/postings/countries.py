"""Names of countries, regions and large cities in English and German, with their ISO 3166-1 codes."""

from __future__ import annotations

import re
from functools import lru_cache

# code: names, split by "|"; a line that begins with a blank continues the one above.
# Adjectives only where postings use them for a place ("US-based", "UK only").
_COUNTRIES = """
AE:United Arab Emirates|UAE|Dubai|Abu Dhabi|Vereinigte Arabische Emirate
AF:Afghanistan
AL:Albania|Albanien
AM:Armenia|Armenien
AR:Argentina|Argentinien|Buenos Aires
AT:Austria|Österreich|Vienna|Wien|Graz|Salzburg|Linz|Innsbruck
AU:Australia|Australien|Sydney|Melbourne|Brisbane|Canberra
AZ:Azerbaijan|Aserbaidschan
BA:Bosnia and Herzegovina|Bosnia|Bosnien
BD:Bangladesh|Bangladesch|Dhaka
BE:Belgium|Belgien|Brussels|Brüssel|Antwerp|Ghent
BG:Bulgaria|Bulgarien|Sofia
BH:Bahrain
BO:Bolivia|Bolivien
BR:Brazil|Brasilien|Brasil|São Paulo|Sao Paulo|Rio de Janeiro
BY:Belarus
CA:Canada|Kanada|Toronto|Vancouver|Montreal|Montréal|Ottawa|Calgary|Ontario|Québec|Quebec|British Columbia|Edmonton
CH:Switzerland|Schweiz|Suisse|Zurich|Zürich|Geneva|Genf|Basel|Bern|Lausanne|Zug
CI:Ivory Coast|Côte d'Ivoire|Cote d'Ivoire|Elfenbeinküste
CL:Chile|Santiago de Chile
CM:Cameroon|Kamerun
CN:China|Shanghai|Beijing|Shenzhen
CO:Colombia|Kolumbien|Bogotá|Bogota|Medellín
CR:Costa Rica
CY:Cyprus|Zypern
CZ:Czech Republic|Czechia|Tschechien|Prague|Prag|Brno
DE:Germany|Deutschland|Berlin|Munich|München|Hamburg|Cologne|Köln|Frankfurt|Stuttgart|Düsseldorf|Leipzig|Dresden|Hannover|Nürnberg
 |Nuremberg|Bremen|Dortmund|Essen|Bonn|Karlsruhe|Mannheim|Potsdam|Darmstadt|Münster|Aachen|Augsburg|Freiburg|Heidelberg|Ingolstadt
 |Wolfsburg|Kiel|Mainz|Wiesbaden|Bielefeld|Walldorf
DK:Denmark|Dänemark|Danmark|Copenhagen|Kopenhagen|København|Aarhus
DO:Dominican Republic
DZ:Algeria|Algerien
EC:Ecuador
EE:Estonia|Estland|Tallinn
EG:Egypt|Ägypten|Cairo
ES:Spain|Spanien|España|Barcelona|Madrid|Valencia|Bilbao|Málaga
ET:Ethiopia|Äthiopien
FI:Finland|Finnland|Helsinki|Tampere
FR:France|Frankreich|Paris|Lyon|Toulouse|Grenoble|Nantes|Bordeaux
GB:United Kingdom|UK|U.K.|Great Britain|Britain|England|Scotland|Wales|Northern Ireland|Vereinigtes Königreich|Großbritannien
 |London|Manchester|Edinburgh|Glasgow|Bristol|Oxford|Leeds|Birmingham|Belfast|Brighton|Liverpool
GE:Tbilisi|Georgien
GH:Ghana
GR:Greece|Griechenland|Athens|Athen|Thessaloniki
GT:Guatemala
HK:Hong Kong|Hongkong
HN:Honduras
HR:Croatia|Kroatien|Zagreb
HU:Hungary|Ungarn|Budapest
ID:Indonesia|Indonesien|Jakarta
IE:Ireland|Irland|Dublin|Cork|Galway
IL:Israel|Tel Aviv|Tel-Aviv|Jerusalem|Haifa
IN:India|Indien|Bangalore|Bengaluru|Mumbai|Delhi|Hyderabad|Pune|Chennai|Gurgaon|Noida
IQ:Iraq|Irak|Baghdad
IR:Iran
IS:Iceland|Island|Reykjavik
IT:Italy|Italien|Italia|Milan|Mailand|Rome|Rom|Turin|Milano
JM:Jamaica
JO:Jordanien|Amman
JP:Japan|Tokyo|Tokio|Osaka|Kyoto
KE:Kenya|Kenia|Nairobi
KH:Cambodia|Kambodscha|Phnom Penh
KR:South Korea|Südkorea|Seoul
KW:Kuwait
KZ:Kazakhstan|Kasachstan
LB:Lebanon|Libanon|Beirut
LI:Liechtenstein
LK:Sri Lanka|Colombo
LT:Lithuania|Litauen|Vilnius|Kaunas
LU:Luxembourg|Luxemburg
LV:Latvia|Lettland|Riga
MA:Morocco|Marokko|Casablanca
MD:Moldova|Moldau
ME:Montenegro
MK:North Macedonia|Nordmazedonien|Skopje
MT:Malta
MX:Mexico|Mexiko|México|Mexico City|Guadalajara|Monterrey
MY:Malaysia|Kuala Lumpur
NG:Nigeria|Lagos
NL:Netherlands|The Netherlands|Niederlande|Nederland|Holland|Amsterdam|Rotterdam|Utrecht|The Hague|Eindhoven|Delft
NO:Norway|Norwegen|Norge|Oslo|Bergen|Trondheim
NP:Nepal|Kathmandu
NZ:New Zealand|Neuseeland|Auckland|Wellington|Christchurch
OM:Oman|Muscat
PA:Panama
PE:Peru|Lima
PG:Papua New Guinea|Papua-Neuguinea
PH:Philippines|Philippinen|Manila|Cebu
PK:Pakistan|Lahore|Karachi|Islamabad
PL:Poland|Polen|Polska|Warsaw|Warschau|Warszawa|Krakow|Kraków|Krakau|Wrocław|Wroclaw|Gdańsk|Gdansk|Poznań
PR:Puerto Rico
PT:Portugal|Lisbon|Lissabon|Lisboa|Porto
PY:Paraguay
QA:Qatar|Katar|Doha
RO:Romania|Rumänien|Bucharest|Bukarest|Cluj|Cluj-Napoca|Timișoara
RS:Serbia|Serbien|Belgrade|Belgrad|Novi Sad
RU:Russia|Russland|Moscow|Moskau|St. Petersburg
SA:Saudi Arabia|KSA|Saudi-Arabien|Riyadh
SE:Sweden|Schweden|Sverige|Stockholm|Gothenburg|Göteborg|Malmö|Uppsala
SG:Singapore|Singapur
SI:Slovenia|Slowenien|Ljubljana
RW:Rwanda|Ruanda|Kigali
SK:Slovakia|Slowakei|Bratislava
SN:Senegal|Dakar
SO:Somalia
SV:El Salvador
TD:N'Djamena|D'jamena|Tschad
TH:Thailand|Bangkok
TN:Tunisia|Tunesien
TR:Turkey|Türkiye|Türkei|Istanbul|Ankara|Izmir
TW:Taiwan|Taipei
TZ:Tanzania
UA:Ukraine|Kyiv|Kiev|Kiew|Lviv
UG:Uganda
US:United States of America|United States|USA|U.S.A.|U.S.|US|America|Vereinigte Staaten|San Francisco|SF Bay Area|Bay Area
 |New York City|New York|NYC|Los Angeles|Seattle|Boston|Chicago|Austin|Denver|Boulder|Portland|San Diego|San Jose|Palo Alto
 |Mountain View|Menlo Park|Sunnyvale|Redwood City|San Mateo|Oakland|Berkeley|Santa Monica|Santa Clara|Cupertino|Atlanta|Miami
 |Dallas|Houston|Philadelphia|Pittsburgh|Washington DC|Washington, DC|Washington D.C.|Brooklyn|Manhattan|Minneapolis|Detroit
 |Phoenix|Salt Lake City|Raleigh|Nashville|Las Vegas|Cambridge, MA|California|Texas|Florida|Massachusetts|Colorado|Virginia
 |Maryland|Illinois|Ohio|Michigan|North Carolina|Pennsylvania|New Jersey|Oregon|Utah|Arizona|Silicon Valley|Ann Arbor|Charlotte
 |Columbus|Indianapolis|Kansas City|St. Louis|Madison|Orlando|Tampa|Sacramento|Irvine|Culver City|Bellevue|Kirkland|Redmond
UY:Uruguay|Montevideo
UZ:Uzbekistan|Usbekistan
VE:Venezuela
VN:Vietnam|Viet Nam|Hanoi|Ho Chi Minh City
ZM:Zambia|Sambia
ZW:Zimbabwe|Simbabwe|Harare
ZA:South Africa|Südafrika|Cape Town|Kapstadt|Johannesburg
EU:European Union|EU|Europäische Union
EEA:EEA|EWR
EUROPE:Europe|Europa|DACH|DACH-Region|EMEA|Scandinavia
LATAM:LATAM|Latin America|South America|Lateinamerika|Südamerika
APAC:APAC|Asia Pacific|Asia-Pacific|Asia|Asien
WORLDWIDE:worldwide|world-wide|world wide|anywhere in the world|anywhere on earth|work from anywhere|global remote|remote global
 |weltweit
NORTH_AMERICA:North America|Nordamerika
""".strip()

# These are also ordinary words, or names of other things: they count as written here, and in capitals where the word is short.
_CASED = frozenset(
    [
        "US",
        "EU",
        "UK",
        "UAE",
        "EEA",
        "EWR",
        "DACH",
        "EMEA",
        "SF",
        "NYC",
        "APAC",
        "LATAM",
        "Essen",
        "Rom",
        "Island",
        "Bern",
        "Zug",
        "Linz",
        "Phoenix",
        "Orlando",
        "Madison",
        "Charlotte",
        "Austin",
        "Lima",
        "Cork",
        "Kiel",
        "Mainz",
        "Turkey",
        "Chile",
        "Jordan",
        "Bonn",
        "Columbus",
    ]
)
# Region -> the codes that stand for it: North America is not one of the groups an analysis knows.
_SPLIT = {"NORTH_AMERICA": ("US", "CA")}


_ADDRESS = re.compile(r"(?:://|\w\.[a-z]{2,6}/)\S{0,70}$")


@lru_cache(maxsize=1)
def _table() -> tuple[re.Pattern[str], dict[str, str]]:
    codes: dict[str, str] = {}
    for line in _COUNTRIES.replace("\n ", "").splitlines():
        code, _, names = line.partition(":")
        for name in names.split("|"):
            codes[name] = code
    lowered = {name.lower(): code for name, code in codes.items() if name not in _CASED}
    names_sorted = sorted(codes, key=len, reverse=True)
    small = [name for name in names_sorted if name[0].islower()]
    # Names begin with a capital letter; looking for that first spares the long list at every other word.
    pattern = re.compile(
        r"(?<![\w@.-])(?<!//)(?:(?=[A-ZÄÖÜ])(?i:"
        + "|".join(map(re.escape, names_sorted))
        + ")|"
        + "|".join(map(re.escape, small))
        + r")(?![\w@]|\.\w)"
    )
    return pattern, codes | lowered


def places(text: str, start: int = 0, end: int | None = None) -> list[tuple[tuple[str, ...], int, int]]:
    """Return the places named in text[start:end] as (ISO codes or groups, start, end), in the order of the text."""
    pattern, codes = _table()
    found: list[tuple[tuple[str, ...], int, int]] = []
    for match in pattern.finditer(text, start, len(text) if end is None else end):
        if text[match.start() - 1 : match.start()] == "/" and _ADDRESS.search(text, max(0, match.start() - 80), match.start()):
            continue
        name = match.group()
        code = codes.get(name) or (codes.get(name.lower()) if name[0].isupper() or (name.islower() and len(name) > 8) else None)
        if code:
            found.append((_SPLIT.get(code, (code,)), match.start(), match.end()))
    return found


def country_code(name: str) -> str:
    """Return the code of a country given by name or code, "" when unknown."""
    _, codes = _table()
    name = name.strip()
    if len(name) == 2 and name.isalpha():
        return "GB" if name.upper() == "UK" else name.upper()
    code = codes.get(name) or codes.get(name.lower(), "")
    return "" if code in _SPLIT else code
