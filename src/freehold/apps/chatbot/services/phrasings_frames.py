"""How the usual questions look, and how else they are asked: the frames behind proposed phrasings, in English and German."""

from __future__ import annotations

_TOPIC = r"(?P<x>.+?)"

#: (what a question looks like, how else it is asked) by language; {x} is what it is about, as it was written.
FRAMES: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "en": (
        (
            (
                r"(?:how much (?:is|are|for|does|do|would) (?:it cost for )?|what (?:is|are|'s) the (?:price|cost)s? (?:of|for) |"
                rf"what (?:does|do|would) |prices? (?:of|for) |costs? (?:of|for) ){_TOPIC}(?: cost| costs| charge)?"
            ),
            ("How much is {x}?", "What does {x} cost?", "Price of {x}", "How expensive is {x}?", "What would I pay for {x}?"),
        ),
        (
            rf"(?:do|can|could|would|will) you (?:also |please )?(?:offer|do|make|provide|sell|have|create|take on) {_TOPIC}",
            (
                "Do you offer {x}?",
                "Can you do {x}?",
                "I need {x}",
                "I am looking for {x}",
                "Could you help me with {x}?",
                "Where can I get {x}?",
            ),
        ),
        (
            rf"how long (?:does|do|will|would) (?:it take (?:to|for|until) )?{_TOPIC}(?: take)?",
            (
                "How long does {x} take?",
                "When will {x} be finished?",
                "How much time do you need for {x}?",
                "Time needed for {x}",
                "How quickly can I have {x}?",
            ),
        ),
        (
            rf"(?:where (?:can|do|could) i|how (?:can|do|could) i) {_TOPIC}",
            (
                "How do I {x}?",
                "How can I {x}?",
                "I want to {x}",
                "What do I have to do to {x}?",
                "Where can I {x}?",
                "Can you explain how to {x}?",
            ),
        ),
        (
            rf"(?:can|may|could|am i allowed to|is it possible to) (?:i |we )?{_TOPIC}",
            ("Can I {x}?", "Is it possible to {x}?", "I would like to {x}", "Am I allowed to {x}?", "May I {x}?", "Could we {x}?"),
        ),
        (
            rf"when are you {_TOPIC}",
            (
                "When will you be {x}?",
                "Are you {x} at the moment?",
                "From when are you {x}?",
                "How soon are you {x}?",
                "What time are you {x}?",
            ),
        ),
        (
            rf"(?:what (?:is|are|'s) (?:your |the )?|which are your |tell me about (?:your |the )?){_TOPIC}",
            ("Tell me about your {x}", "Can you explain your {x}?", "Information about {x}", "I have a question about {x}", "Your {x}?"),
        ),
        (
            rf"(?:is there|are there|do you have|have you got) (?:a |an |any )?{_TOPIC}",
            ("Is there {x}?", "Do you have {x}?", "Can I get {x}?", "What about {x}?", "Any {x}?"),
        ),
        (
            rf"do you (?P<verb>\w+) {_TOPIC}",
            (
                "Do you {verb} {x}?",
                "Would you {verb} {x}?",
                "Are you able to {verb} {x}?",
                "Is it possible that you {verb} {x}?",
                "Can you {verb} {x}?",
            ),
        ),
    ),
    "de": (
        (
            (
                r"(?:(?:was|wie ?viel) (?:kostet|kosten|würde|kostete)(?: mich)? |wie teuer (?:ist|sind|wäre) |"
                rf"(?:was ist |wie hoch ist )?(?:der )?preise? (?:für|von|der|des) ){_TOPIC}(?: kosten)?"
            ),
            (
                "Was kostet {x}?",
                "Wie teuer ist {x}?",
                "Preis für {x}",
                "Wie viel kostet {x}?",
                "Was muss ich für {x} bezahlen?",
                "Kosten für {x}",
            ),
        ),
        (
            rf"(?:bieten sie|bietest du|bietet ihr|haben sie|hast du|verkaufen sie) (?:auch )?{_TOPIC}(?: an)?",
            (
                "Bieten Sie {x} an?",
                "Bietest du auch {x} an?",
                "Ich brauche {x}",
                "Ich suche {x}",
                "Ich bräuchte {x}",
                "Gibt es bei Ihnen {x}?",
            ),
        ),
        (
            rf"(?:machen sie|machst du|können sie|kannst du|könnten sie) (?:auch )?{_TOPIC}(?: machen)?",
            ("Machen Sie {x}?", "Können Sie {x} machen?", "Ich brauche {x}", "Übernimmst du {x}?", "Ich bräuchte {x}"),
        ),
        (
            rf"wie ?lange? (?:dauert|dauern|brauchen sie für|brauchst du für) {_TOPIC}",
            (
                "Wie lange dauert {x}?",
                "Wann ist {x} fertig?",
                "Wie viel Zeit brauchen Sie für {x}?",
                "Dauer {x}",
                "Wie schnell bekomme ich {x}?",
            ),
        ),
        (
            rf"(?:kann|darf|könnte) (?:ich|man|wir) {_TOPIC}",
            ("Kann ich {x}?", "Darf ich {x}?", "Ist es möglich, dass ich {x} kann?", "Ich möchte {x}", "Könnte man {x}?", "Kann man {x}?"),
        ),
        (
            rf"(?:wie|wo) (?:kann|muss|soll) (?:ich|man) {_TOPIC}",
            ("Wie kann ich {x}?", "Wo kann ich {x}?", "Was muss ich tun, um {x} zu können?", "Ich möchte {x}", "Wie kann man {x}?"),
        ),
        (
            rf"(?:gibt es|gibts) (?:eine?n? )?{_TOPIC}",
            ("Gibt es {x}?", "Haben Sie {x}?", "Hast du {x}?", "Bekomme ich {x}?", "Wie ist es mit {x}?", "Kann ich {x} bekommen?"),
        ),
        (
            rf"(?:was (?:ist|sind)|wie (?:ist|sind|lautet|lauten)) (?:ihre?|deine?|euer|eure|die|der|das) {_TOPIC}",
            ("Wie ist das mit {x}?", "Informationen zu {x}", "Ich habe eine Frage zu {x}", "Können Sie mir etwas zu {x} sagen?", "{x}?"),
        ),
        (
            rf"wann (?:sind sie|bist du|seid ihr) {_TOPIC}",
            (
                "Ab wann sind Sie {x}?",
                "Zu welchen Zeiten sind Sie {x}?",
                "Sind Sie gerade {x}?",
                "Wann bist du {x}?",
                "An welchen Tagen sind Sie {x}?",
            ),
        ),
    ),
}
