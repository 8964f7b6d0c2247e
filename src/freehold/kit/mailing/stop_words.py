"""Whether an answer begins by saying that its writer wants no more mails, in English, German, French and Spanish."""

from __future__ import annotations

import re
import unicodedata

_LONGEST_LINE = 300
_GREETINGS = (
    r"hi|hello|hey|dear|good (?:morning|day|afternoon|evening)",
    r"hallo|guten (?:tag|morgen|abend)|moin|servus|grüezi|sehr geehrte\S*|liebe[rs]?",
    r"bonjour|bonsoir|salut|madame|monsieur|chère?",
    r"hola|buen[oa]s (?:días|tardes|noches)|estimad[oa]s?",
)
_GREETING = re.compile(rf"(?:{'|'.join(_GREETINGS)})\b[^.!?]{{0,60}}")
#: A line that is nothing but one of these; in the middle of a sentence they may mean anything.
_WORDS = (
    r"unsubscribed?|unsubscribe me|opt[ -]?out|stop|stop it|remove|remove me|take me off|no thanks,? unsubscribe|i object",
    r"abmelden|abmeldung|abbestellen|austragen|stopp|widerspruch|löschen|keine werbung|keine (?:e-?)?mails|ich widerspreche",
    r"(?:se |me )?désabonner|désabonnement|désabonnez[- ]moi|(?:se |me )?désinscrire|désinscription|arrêt",
    r"je m'oppose",
    r"(?:de )?baja|dar(?:se|me)? de baja|cancelar(?: (?:la )?suscripción)?|desuscribir(?:me)?|no más(?: correos)?|me opongo",
)
_BEFORE = r"(?:(?:please|kindly|bitte|s'il vous plaît|svp|merci de|merci|por favor),? )?"
_AFTER = r"(?:,? (?:please|thanks|thank you|bitte|danke|merci|svp|s'il vous plaît|gracias|por favor))?"
_WHOLE = re.compile(rf"{_BEFORE}(?:{'|'.join(_WORDS)}){_AFTER}")
#: What a line may begin with and go on after.
_ENGLISH = (
    r"unsubscribe (?:me|us|this address)",
    r"(?:remove|delete|take) (?:me|us|my (?:e-?mail )?address|this address) (?:from|off|out of)",
    r"stop (?:e-?mailing|mailing|contacting|writing(?: to)?|spamming) (?:me|us)",
    r"stop sending (?:me |us )?(?:these |this |such |any |more )*(?:e-?mails?|mails?|messages|spam)",
    r"(?:do not|don't|never) (?:e-?mail|contact|write(?: to)?|mail) (?:me|us)(?: again| any ?more| any further| in (?:the )?future|[.!]|$)",
    r"no (?:more|further) (?:e-?mails?|mails?|messages|advertising)",
    r"i (?:want to|wish to|would like to|'d like to) (?:unsubscribe|opt out)",
    r"i opt out",
    r"i object to (?:the |your |this |any |further |receiving )*(?:processing|use|marketing|advertis\w+|e-?mails?|mails?|messages)",
)
_NO_MORE_DE = r"keine (?:weiteren |weitere )?(?:e-?mails?|mails?|nachrichten|werbung|werbemails|angebote)"
_USES_DE = r"nutzung|verarbeitung|verwendung|speicherung|zusendung|werbung|kontaktaufnahme"
_GERMAN = (
    r"(?:tragen|nehmen|löschen|streichen|entfernen) sie (?:mich|uns|meine adresse|diese adresse)",
    r"(?:nehmt|tragt|löscht|nimm|trag|lösch)\S* mich",
    rf"(?:schreiben|senden|schicken|kontaktieren) sie (?:mich|mir|uns) (?:bitte )?(?:nicht mehr|nicht weiter|nie wieder|{_NO_MORE_DE})",
    rf"(?:schreib|schick|send)\S* mir (?:bitte )?(?:nicht mehr|nie wieder|{_NO_MORE_DE})",
    _NO_MORE_DE,
    rf"ich widerspreche (?:hiermit )?(?:de[rm]|jede[rm]) (?:weiteren )?(?:{_USES_DE})",
    rf"ich (?:möchte|will|wünsche) (?:{_NO_MORE_DE}|mich abmelden)",
    r"ich (?:möchte|will|wünsche) nicht (?:mehr|weiter) (?:von ihnen|kontaktiert|angeschrieben|per e-?mail)",
    r"(?:mich )?(?:aus|von) (?:dem|der|ihrem|ihrer) (?:verteiler|liste|mailingliste)",
)
_FRENCH = (
    r"ne plus (?:me |m'|nous )(?:contacter|écrire|envoyer|solliciter)",
    r"(?:me|nous) (?:désabonner|désinscrire|retirer|supprimer|enlever)",
    r"(?:retirez|supprimez|désabonnez|désinscrivez|enlevez)[- ](?:moi|nous|mon adresse)",
    r"ne (?:m'|me |nous )(?:écrivez|contactez|envoyez) plus",
    r"je m'oppose (?:au traitement|à (?:l'utilisation|la réception|l'envoi|ce))",
    r"plus de (?:mails?|messages|publicité|courriels?)",
)
_WRITE_ES = r"escriban?|contacten?|envíen?|manden?|escribas|contactes|envíes|mandes"
_SPANISH = (
    rf"(?:no|nunca) (?:me |nos )(?:{_WRITE_ES})(?: (?:nunca )?más| de nuevo|[.!]|$)",
    r"(?:darme|darnos|denme|deme|dame|dadme) de baja",
    r"(?:elimin|borr|quit)(?:en|e|ar|a|ad)?(?:me|nos)? (?:de|mi (?:correo|dirección))",
    r"(?:elimínen?me|bórren?me|quíten?me|elimíname|bórrame|quítame)",
    r"no (?:quiero|deseo) (?:recibir )?más",
    r"no más (?:correos|mensajes|publicidad)",
    r"me opongo (?:al (?:tratamiento|uso|envío)|a (?:recibir|la))",
)
_POLITE = (
    r"(?:please|kindly|could you|can you|would you|i (?:would|'d) like you to|i want you to)(?: please)?,? ",
    r"bitte |ich bitte sie,? |ich möchte,? dass sie ",
    r"merci de |veuillez |prière de |je vous prie de |je souhaite |je veux ",
    r"por favor,? |les? ruego que |quiero |quisiera |deseo ",
)
_BEGINNING = re.compile(rf"(?:{'|'.join(_POLITE)})?(?:{'|'.join((*_ENGLISH, *_GERMAN, *_FRENCH, *_SPANISH))})(?!\w)")
_AROUND = ".,!?;:-–—\"'“”„«»()[]<>*_ "


def asks_to_stop(text: str) -> bool:
    """Tell whether the first newly written line, a greeting before it left out, asks for no more mails.

    `text` is without history and signature. A question about it ("do you ever unsubscribe people?") asks for nothing.
    """
    lines = [plain for line in text[: _LONGEST_LINE * 100].split("\n")[:40] if (plain := _plain(line))][:2]
    if len(lines) == 2 and _GREETING.fullmatch(lines[0].rstrip(",.!: ")):
        lines = lines[1:]
    if not lines:
        return False
    line = lines[0]
    if _WHOLE.fullmatch(line.strip(_AROUND)):
        return True
    # "Hallo Mara, bitte tragen Sie mich aus": the greeting may stand in the same line.
    head, comma, rest = line.partition(",")
    starts = [line, rest.strip()] if comma and _GREETING.fullmatch(head) else [line]
    return any(_BEGINNING.match(start) for start in starts)


def _plain(line: str) -> str:
    words = unicodedata.normalize("NFC", line[:_LONGEST_LINE]).replace("’", "'").replace("´", "'").casefold()
    return " ".join(words.split())
