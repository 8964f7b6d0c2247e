"""The wordings behind the warning signs: why each matters, and one rule a family with the words that must or must not stand near."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """One of `patterns` raises `code` unless `unless` stands within `reach` characters, and only when `needs` (if given) does."""

    code: str
    patterns: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None = None
    needs: re.Pattern[str] | None = None
    reach: int = 80


def _rule(code: str, *patterns: str, unless: str = "", needs: str = "", reach: int = 80) -> Rule:
    flags = re.IGNORECASE
    return Rule(
        code,
        tuple(re.compile(pattern, flags) for pattern in patterns),
        re.compile(unless, flags) if unless else None,
        re.compile(needs, flags) if needs else None,
        reach,
    )


# Why each sign matters, by its code: every sentence a person may be shown, so that a catalogue can be made from it.
WHYS: dict[str, str] = {
    "off_platform_contact": (
        "Talking outside the platform before there is a contract takes away its protection, and is how most swindles begin."
    ),
    "pay_to_start": "Work pays you. Whoever asks for a fee, a deposit or a purchase before you start is most likely after that money.",
    "cheque_or_wallet": (
        "Moving money or cheques through your own account is how stolen money is laundered; the cheque bounces and you owe the bank."
    ),
    "free_test_work": "Unpaid samples made to order are work; a portfolio or a paid test task shows the same.",
    "account_rental": "Lending or selling an account breaks the platform's terms and makes you answerable for what others do with it.",
    "easy_money": "Much money for little skill, or without experience, is the commonest bait.",
    "personal_data_early": "Identity papers, bank data or a credit check belong after a contract, never into an application.",
    "reshipping": "Receiving and sending on parcels at home usually means stolen goods, sent on in your name.",
    "mlm": "Income depends on recruiting others or on commission alone; few people in such schemes earn anything.",
    "lead_harvesting": "The advertisement only leads to other sites that collect applications; the job may not exist.",
    "chat_interview": "An interview by text chat alone hides who you are talking to.",
    "no_questions": "You are told beforehand that nobody will answer questions; a client who means it can be asked.",
    "no_company_detail": "The advertisement does not say who the client is, so you cannot check it.",
    "ghost_job": "The advertisement fills a list of candidates; there may be no work behind it now, so spend little time on it.",
    "too_good_rate": "This is far more than such simple work usually pays; bait like this often leads to fees or to your bank data.",
    "hidden_text": "The posting holds text that you cannot see on the page; it may be meant to steer software that reads it for you.",
    "small_signs": (
        "Several things that are harmless alone stand together here, as they do in many made-up advertisements; look the client up "
        "before you send anything."
    ),
    "unverified_payment": "The client's way of paying is not verified, so nothing stands behind the promise to pay.",
}

RULES: tuple[Rule, ...] = (
    _rule(
        "off_platform_contact",
        r"\b(?:contact|message|msg|text|reach|add|ping|write|dm|chat|call|talk|email|reply|apply)(?: (?:to|with|me|us|him|her"
        r"|our \w{1,12}|out|via|on|at|by|the hiring manager|directly|only)){1,4} (?:on |via |at |through |by )?(?:my |our "
        r"|the )?(?:telegram|whats ?app|signal|wechat|skype|hangouts?|google chat|viber|snapchat|line app)\b",
        r"\b(?:contact|message|dm|ping|text|reach)(?: [a-z]{1,15}){1,3} (?:on|via|through|over) (?:telegram|whats ?app|wechat|viber"
        r"|signal)\b"
        r"|\b(?:telegram|whats ?app|wechat|viber|signal) only\b",
        r"\b(?:telegram|whats ?app|wechat|viber|hangouts?)\s?(?:id|number|no\.?|nummer|handle|username|:)\s?:?\s?[@+\d\w(]",
        r"\b(?:telegram|whats ?app)\s?[(:]?\s?(?:\+\d|@\w)|\bt\.me/\w|\bwa\.me/\d|\b(?:skype id|skype\s?:\s?live)",
        r"\b(?:per|über|via) (?:telegram|whats ?app)\b[^.\n]{0,30}(?:melden|kontakt|schreib|bewerb)|\b(?:melde dich|schreib(?:en sie)?"
        r"|kontaktier\w*)[^.\n]{0,25}(?:telegram|whats ?app)",
        r"\b(?:yahoo|google) (?:messenger|hangouts?)\b|\byahoo ?messenger\b|\byahoo im\b|\bG-?talk\b",
        r"\btext (?:me |us |your \w{1,10} )?(?:at|to)\s?:?\s?\(?\+?\d{3}|\bsend (?:a )?text (?:message )?to\b",
        unless=r"\b(?:api|integrat\w+|bot|chatbot|build|develop|automat\w+|sdk|plugin|experience with|messaging app|channels?)\b",
        reach=60,
    ),
    _rule(
        "pay_to_start",
        r"\b(?:registration|training|application|enrol?lment|processing|activation|certification|membership|background[- ]check|visa"
        r"|starter[- ]kit|sign[- ]?up|onboarding|administration|start-?up|license)[- ](?:fee|fees|cost|deposit|charge|payment)s?\b",
        r"\b(?:refundable|security|small|initial) (?:deposit|investment|fee)\b|\brefundable (?:[\w&-]{1,14} ){1,5}(?:deposit|fee"
        r"|payment)\b",
        r"\b(?:deposit|fee|bond|insurance|premium|payment)s? (?:of )?(?:[$€£]\s?\d[\d.,]{0,8}|\d[\d.,]{0,8}\s?(?:[$€£]|usd|eur|gbp|eth"
        r"|btc|usdt))"
        r" (?:is |are |will be |must be )?(?:now )?(?:payable|due|required|needed|paid|sent)\b",
        r"\b(?:pay|cover|send|deposit|transfer) (?:for )?(?:the |a |ur |your )?(?:gas|minting|mint|network|unlock|release|withdrawal"
        r"|transfer"
        r"|listing|insurance|shipping|customs)(?: fees?| costs?| charges?)?\b[^.\n]{0,60}\b(?:returned|refunded|reimbursed"
        r"|paid back|back"
        r"|first|before|in advance|upfront)\b",
        r"\b(?:buy|purchase|pay for|order) (?:your|the|our|a|an) (?:own )?(?:starter kit|training|kit|equipment (?:from|through) (?:our"
        r"|the) vendor|gift cards?|itunes cards?|package)\b|\bgift cards?\b[^.\n]{0,30}\b(?:buy|purchase|scratch|send|code)",
        r"\bpay (?:a|the|an) (?:small |one[- ]time |refundable |initial )?(?:fee|deposit)\b|\b(?:one[- ]time|upfront|up-front) (?:fee"
        r"|payment|investment) (?:of|is|required)\b",
        r"\b(?:minimum|start-?up|capital|initial|own) (?:capital|investment|money) (?:of|required|needed|is)\b"
        r"|\binvest(?:ment)? (?:of )?(?:only|just)? ?[$€£]\d",
        r"\b(?:anmeldegebühr|gasgebühr|bearbeitungsgebühr|schulungsgebühr|kaution|vorkasse|startgebühr|vermittlungsgebühr)\b",
        unless=r"\b(?:no|without|keine|ohne|not charge|we (?:pay|cover)|free of|never|don't|do not|zero|waive|reimburse|our platform"
        r"|product|users|customers|client's|saas|api|pay any|refund)\b",
    ),
    _rule(
        "cheque_or_wallet",
        r"\b(?:deposit|cash|print|mail|process|receive|clear) (?:the |a |our |your |certified |cashier'?s? |out )*(?:checks?|cheques?"
        r"|money orders?)\b(?! ?(?:lists?|box|point|out|in|engine))",
        r"\b(?:cashier'?s|certified|payroll) (?:checks?|cheques?)\b|\bmicr ink\b|\bche(?:ck|que) (?:stock )?paper\b|\bversa ?check\b"
        r"|\bche(?:ck|que) (?:printing|writer) software\b",
        r"\b(?:must|should|need to|have to) have (?:a |an |your own )?(?:active |valid |verified )?(?:paypal|cash ?app|zelle|venmo|bank"
        r"|checking) account\b|\b(?:collect|collecting) (?:funds|payments?|money) (?:from|on behalf|for)\b[^.\n]{0,40}(?:creditors"
        r"|debtors|customers|clients)",
        r"\b(?:western union|moneygram|wire the (?:rest|balance|remaining)|money mule|money transfer agent|(?:financial|payment"
        r"|payments|transfer|collection) (?:agent|processing agent|representative for receiving))\b",
        r"\b(?:use|using|through|into|in|via|have|own|with) your (?:own |personal )?(?:bank|checking|paypal|cash ?app|venmo"
        r"|zelle) account\b|\b(?:receiv|accept|process|transfer|forward)(?:e|ing)? (?:and \w{1,12} )?(?:payments?|funds|money"
        r"|transactions)[^.\n]{0,40}\b(?:your|own|personal) (?:bank )?account\b",
        r"\b(?:paid|pay|payable|payments?|salary|deposit) (?:will be )?(?:\w{1,10} ){0,2}(?:in|by|via|through|with|using) (?:bitcoin"
        r"|btc|usdt"
        r"|crypto(?:currency)?|gift ?cards?|zelle|cash ?app|western union)\b",
        r"\b(?:connect|sync|link|share|provide|send) (?:us )?(?:your |ur |the )?(?:crypto |metamask |web3 )?(?:wallet|seed phrase"
        r"|private key)\b",
        r"\b(?:überweisung|geld|zahlung)(?:en)? (?:über|auf) (?:dein|ihr)(?:em|en)? (?:privat\w* )?konto\b|\bfinanzagent\w*"
        r"|\bscheck einlösen\b|\bwallet verbinden\b",
        r"\b(?:cheques?|(?:a|the|our|your|by|with|per|via|mailed|certified|advance) checks?)(?: (?!list)\w{1,10}){0,5} (?:in advance"
        r"|up-?front|beforehand|before you (?:start|begin))\b"
        r"|\b(?:bought|buy|purchased?|paid)\b[^.\n]{0,60}\b(?:with|by|from|using|out of) (?:a|the|our) che(?:ck"
        r"|que)\b[^.\n]{0,40}\b(?:we|our"
        r"|mailed|sent)\b",
        r"\b(?:send|return|forward|wire|transfer|remit) (?:back )?(?:the )?(?:remainder|rest of the (?:money|funds|amount)"
        r"|balance|difference"
        r"|excess|surplus|left-?over(?: money)?|remaining (?:money|amount|funds|balance))(?: back)? (?:on )?to (?:our|the|a|your|my)"
        r" (?:\w{1,12} )?(?:vendor|supplier|agent|seller|dealer|accountant|office)",
        r"\bschecks?\b[^.\n]{0,40}\b(?:vorab|im voraus|vorweg)\b|\b(?:vorab|im voraus)\b[^.\n]{0,40}\bschecks?\b",
        unless=r"\b(?:build|develop|api|integrat\w+|smart contract|engineer|protocol|our (?:product|app|platform|users|customers)"
        r"|direct deposit|background)\b",
        reach=50,
    ),
    _rule(
        "free_test_work",
        r"\b(?:free|unpaid|non-?paid) (?:\w{1,12} )?(?:test|trial|sample|samples|mock-?up|draft|demo|pilot|work|translation|design"
        r"|article|period|week|day)s?\b(?! (?:of|version|account|environment|page|for customers|users|data))",
        r"\b(?:test|trial|sample|task|first (?:task|article|job|page))s? (?:is|are|will be|would be) (?:unpaid|free|not paid"
        r"|without pay|non-paid)\b|\bwork for (?:free|exposure)\b|\bno pay(?:ment)? for (?:the )?(?:test|sample|trial)\b",
        r"\b(?:unbezahlte?[rsn]?|kostenlose?[rsn]?) (?:test|probe|muster|entwurf|entwürfe)\w*|\bprobearbeit\b",
        r"\bpaid (?:only )?(?:after|when|once|if) (?:we|the client|it|you|your) (?:are |is |get |gets )?(?:satisfied|happy|like|approve"
        r"|sell|makes? (?:money|sales|profit)|raise|funding)\b|\bexposure (?:instead of|rather than) pay\b",
        unless=r"\b(?:risk[- ]free|cell-free|paid trial|feel free|free trial (?:of|for our)|sign up|customers?|users|allergen|gluten"
        r"|tests? (?:are )?(?:automated|suite)|no (?:unpaid|free)|not? (?:ask|expect)|never|interview|take-?home|bug)\b",
        reach=50,
    ),
    _rule(
        "account_rental",
        r"\b(?:rent|rental|lend|lease|sell|borrow|buy|share|use)(?:ing)?(?: out)?(?: of)? (?:me |us )?(?:your|an?|verified|my|of|the"
        r"|someone'?s?)(?: \w{1,12}){0,2} (?:upwork|fiverr|linkedin|freelancer|paypal|stripe|payoneer|toptal|amazon|facebook|google"
        r"|bank|wise)\b(?: \w{1,12})? ?(?:accounts?|profiles?)\b",
        r"\b(?:upwork|fiverr|linkedin|freelancer|toptal)(?:\.com)? (?:account|profile)s? (?:for )?(?:rent|rental|sale|sharing"
        r"|to rent)\b|\b(?:account|profile) (?:owner|holder)s? (?:wanted|needed|required)\b",
        r"\b(?:anydesk|teamviewer|remote access) (?:to|on|into) your (?:computer|laptop|pc|account)\b|\bwork (?:under|with|on"
        r"|using) (?:your|my) (?:account|identity|profile|name)\b|\bprofile (?:mieten|vermieten)\b|\bkonto (?:mieten|vermieten)\b",
        unless=r"\b(?:we (?:will )?never|prohibited|against|fraud detection|manage (?:our|my))\b",
    ),
    _rule(
        "easy_money",
        r"\b(?:earn|make|making|earning|get paid|income of|potential of"
        r"|up to)\b[^.\n]{0,30}[$€£]\s?\d[\d.,]{1,8}\s?[$]?[^.\n]{0,25}\b(?:daily|a day|per day|weekly|a week|per week|monthly|a month"
        r"|per month|/ ?week|/ ?day|every (?:day|week|month))",
        r"\b(?:earn|make) (?:extra|easy|quick|fast|unlimited|serious|real|big|good|great) (?:money|cash|income)\b|\bextra (?:cash"
        r"|income)\b|\b(?:unlimited|residual|passive) (?:earning|income|earnings)\b|\bquick (?:cash|money)\b|\bfinancial (?:freedom"
        r"|independence)\b",
        r"\bbe (?:your|you) own boss\b|\bmake money (?:online|from home|now)\b|\bearn (?:money |cash )?(?:from|at) home\b"
        r"|\bwork from (?:the comfort of )?(?:your )?(?:own )?homes?\b[^.\n]{0,60}\b(?:earn|\$\d)|\bfrom the comfort of (?:your"
        r"|their) (?:own )?homes?\b",
        r"\bno (?:prior |previous |work |sales )?(?:experience|skills?|qualifications?|degree) (?:is |are |or \w{1,14} )?(?:needed"
        r"|necessary|required)\b|\b(?:do )?not need any special skills\b|\bno experience\s?[!-]|\bexperience (?:is )?not (?:necessary"
        r"|needed)\b",
        r"\b(?:home|work)[- ]?(?:based|from[- ]home|at[- ]home) (?:\w{1,12} ){0,2}(?:data[- ]entry|typist|typing|payroll|clerk"
        r"|envelope)|\bdata[- ]entry (?:\w{1,12} ){0,2}(?:from|at) home\b|\bget paid (?:daily|instantly|the same day|to (?:take|shop"
        r"|post|click|type|travel))\b",
        r"(?<!\S)\${3,}(?!\S)|\b(?:commissions?|paychecks?|cash) paid (?:daily|weekly)\b",
        r"\b(?:schnelles|leichtes|einfaches) geld\b|\bgeld verdienen von zu ?hause\b|\bkeine (?:vorkenntnisse|erfahrung) (?:nötig"
        r"|erforderlich|notwendig)\b[^.\n]{0,80}(?:€|verdien)|\bnebenverdienst von zu ?hause\b",
        r"(?:€\s?\d[\d.]{0,7}|\b\d[\d.]{0,7}\s?(?:€|euro?)) (?:pro|am|die|in der) (?:tag|woche)\b[^.\n]{0,50}\b(?:von zu ?hause"
        r"|nebenbei"
        r"|ohne (?:vorkenntnisse|erfahrung))\b",
        r"\b(?:only|just) (?:work )?(?:\d{1,2}|a few|few|one|two|three)(?:\s?-\s?\d)? hours? (?:a|per) (?:day"
        r"|week)\b[^.\n]{0,60}[$€£]\d"
        r"|[$€£]\d[^.\n]{0,40}\b(?:only|just) (?:\d{1,2}|a few|few|one|two|three) hours? (?:a|per|each) (?:day|week)\b",
        r"\bsubstantial (?:weekly|monthly) (?:income|pay)\b|\blife[- ]changing (?:income|opportunity)\b|\bchange your (?:life"
        r"|financial)\b|\bget[- ]rich\b|\b(?:high|great|good) (?:weekly|daily) (?:pay|income|earnings)\b",
        unless=r"\b(?:degree (?:is )?not|our (?:users|customers|creators|sellers|drivers)|help(?:s|ing)? (?:people|creators|users|them"
        r"|companies|businesses)|blockchain|crypto|rust|golang|haskell|elixir|in (?:rust|go|python|ruby|clojure|elm|scala)"
        r"|prior experience with|fintech|specific|particular|tech stack|language|domain)\b",
        reach=60,
    ),
    _rule(
        "personal_data_early",
        r"\b(?:send|provide|submit|upload|include|share|forward|email|attach|text|need)(?: (?:us|me|a|the|your|copy|copies|of|scan"
        r"|photo|front|back|and|with|photograph|clear|picture)){1,6} (?:passport|driver'?s? licen[cs]e|identity card|id card"
        r"|government[- ]issued id|social security|ssn|bank (?:details|account|statement|information|login)|credit card|credit report"
        r"|credit score|date of birth|drivers? licen[cs]e|id\b)",
        r"\b(?:social security number|ssn|bank account (?:number|details|information)|credit (?:check|report|score)|bank name"
        r"|date of birth|mother'?s maiden name)\b[^.\n]{0,60}\b(?:apply|application|required|needed|send|must|provide|submit|reply"
        r"|resume)\b",
        r"\b(?:full name|name)\s?:?[,\s/_.-]{1,20}(?:full |home |contact |mailing )?address\s?:?[,\s/_.-]{1,20}(?:city|state|zip|phone"
        r"|age|sex|gender|cell|bank)|\bname of (?:your )?bank\b|\bbank name\b",
        r"\b(?:ausweiskopie|kopie (?:deines|ihres) (?:ausweises|personalausweises|reisepasses)|bankverbindung|kontodaten"
        r"|sozialversicherungsnummer|schufa)\b[^.\n]{0,60}(?:bewerb|send|schick|vorab|mitschick)",
        unless=r"\b(?:encrypt\w+|we build|our product|engineer|platform that|api|kyc (?:product|platform)|after (?:signing|hire)"
        r"|do not (?:send|include)|never|don't|fintech|credit (?:cards? )?(?:company|startup|product|union))\b",
    ),
    _rule(
        "reshipping",
        r"\b(?:re-?ship(?:ping|per|ment)?|re-?pack(?:ing|age|aging)?|forward(?:ing)?|receiv(?:e|ing)|inspect(?:ing)?"
        r"|mail(?:ing)?)(?: and \w{1,10})?(?: \w{1,10}){0,2} (?:packages?|parcels?|mail|goods|shipments?)(?: \w{1,10}){0,3} (?:at|from"
        r"|in|to) (?:your|their) (?:own )?(?:home|house|address|residence|doorstep)\b",
        r"\b(?:shipping|package|parcel|mail|logistics|postal) (?:forwarding )?(?:assistant|agent|handler|clerk"
        r"|manager)s?\b[^.\n]{0,60}\b(?:home|part[- ]time)\b|\bre-?shipping (?:agent|clerk|assistant|manager)\b|\bpaket(?:annahme|agent"
        r"|weiterleitung)\w*",
    ),
    _rule(
        "mlm",
        r"\b(?:network|multi-?level|affiliate|referral) marketing (?:opportunit\w+|business|company|program|industry|leader|position"
        r"|rep\w*)|\bmlm\b(?! ?models?)|\bmulti-?level\b|\bnetwork marketing\b|\bdown-?line\b|\bpyramid\b(?= scheme)"
        r"|\bdirect[- ](?:sales|selling) (?:business|opportunit\w+)",
        r"\b(?:commission[- ](?:only|based)|100 ?% commission|straight commission|commissions? only|pure commission"
        r"|rein(?:e)? provision\w*|auf provisionsbasis)\b",
        r"\brecruit (?:\w{1,12} )?(?:friends|family|others|new members|your own team|people (?:below|under) you)\b"
        r"|\bhome[- ]based business\b|\b(?:own|start|run|build) your (?:own )?(?:home )?(?:based )?business\b|\b(?:this|our|great"
        r"|exciting|unique|home|proven|open to) (?:\w{1,12} )?business opportunit(?:y|ies)\b|\bindependent (?:distributor|brand partner"
        r"|associate opportunity|representatives? (?:needed|wanted))\b|\bground[- ]floor opportunity\b|\bunlimited (?:earning|income"
        r"|commission)",
        r"\bfriends? (?:and|&) family market\b|\bget paid to promote (?:them|it|this|our|these)\b",
        r"\bindependent business owners?\b|\bentrepreneurs? (?:who are )?open to (?:new )?(?:business )?opportunit\w+",
        r"\b(?:strukturvertrieb|networkmarketing|geschäftspartner gesucht)\b|\bnebenberuflich selbst(?:st)?ändig\b",
        unless=r"\b(?:platform (?:for|that)|software for|our customers|saas|tools? (?:for|to)|help(?:s|ing)|merchants|entrepreneurs"
        r"|small businesses|creators|no commission|engineer|developer|detect\w*)\b",
    ),
    _rule(
        "lead_harvesting",
        r"\baccepting online applications only\b|\bapply (?:below|here) using (?:the )?(?:link|url)\b",
        r"\bfind more jo?b?s\b(?: \w{1,6})? at\b|\b(?:see|view|search|browse) (?:more|other|all) (?:similar )?jobs at\b",
        r"\b(?:apply|applications?)(?: \w{1,8}){0,3} (?:using|via|through|with|from|by|on|at) (?:the )?(?:below|following) (?:link|url"
        r"|site|website)\b|\b(?:click|visit|copy|follow|paste)(?: \w{1,8}){0,3} (?:the |this )?(?:link|url) (?:below )?(?:to apply"
        r"|into your browser|and (?:register|sign up|fill))\b|\bcopy (?:and|&) paste\b[^.\n]{0,30}\b(?:browser|link|url)\b",
        r"\b(?:bewerbung(?:en)?|bewirb dich|bewerben sie sich) (?:bitte )?(?:nur|ausschließlich) (?:über|unter) (?:diese[nm]"
        r"|folgende[nm]"
        r"|dem|den) link\b",
        r"\b(?:referral form|per hired referral|submit referrals|represented candidates|refer(?:red)? (?:a )?candidates? (?:and|who"
        r"|directly))\b",
        unless=r"\b(?:greenhouse|lever\.co|ashby|workable|github|our careers)\b",
    ),
    _rule(
        "chat_interview",
        r"\b(?:interviews?|interviewed|interviewing|briefing|screening)\b[^.\n]{0,50}\b(?:via|on|through|by|over"
        r"|using)\b[^.\n]{0,20}\b(?:yahoo|hangouts?|telegram|whats ?app|signal|wire app|skype (?:chat|im)|text (?:message|chat)"
        r"|instant mess\w+|im\b|google chat|chat app|email interview)",
        r"\b(?:online|text|chat|im|instant messag\w+) (?:chat )?interview\b(?! (?:with|on|about|process|platform|tool))"
        r"|\bno interview (?:needed"
        r"|necessary|required)\b",
        r"\b(?:vorstellungs|bewerbungs|kennenlern)?(?:gespräch|interview)\b[^.\n]{0,40}\b(?:per|über|via) (?:telegram|whats ?app|signal"
        r"|chat)\b",
        unless=r"\b(?:we build|our product|platform|candidates use|coding interview)\b",
    ),
    _rule(
        "no_questions",
        r"\b(?:phone calls?|calls?|direct e-?mails?|e-?mails?|inquiries)(?: (?:and|or) (?:phone calls?|calls?|e-?mails?"
        r"|inquiries))? (?:are|will|can) ?not (?:be )?(?:being )?(?:considered|accepted|answered|returned|taken)\b",
        r"\b(?:unable|not able) to (?:accept|take|answer|return) (?:any )?(?:phone|e-?mail|calls?)[^.\n]{0,30}(?:inquiries|calls?"
        r"|questions)\b",
        r"\b(?:keine|von) (?:telefonischen? |persönlichen? )?(?:rückfragen|anrufe|nachfragen)(?: (?:möglich|beantwortet|erwünscht)|"
        r" (?:bitte )?(?:abzusehen|absehen))\b",
        unless=r"\b(?:recruiters?|agenc(?:y|ies)|third[- ]part(?:y|ies)|staffing)\b(?! solutions)",
        reach=40,
    ),
    _rule(
        "no_company_detail",
        r"\b(?:a |our |the )?(?:reputable|leading|prestigious|well[- ]known|established|fast[- ]growing|reputed|confidential"
        r"|undisclosed|anonymous) (?:\w{1,14} ){0,2}(?:company|firm|organi[sz]ation|client"
        r"|employer)\b[^.\n]{0,25}\b(?:is (?:currently )?(?:seeking|looking|hiring|recruiting)|seeks|needs|requires|wants)\b",
        r"^(?:worldwide|global|national|local) (?:\w{1,14} ){0,2}(?:company|firm|manufacturer) with (?:operations|offices"
        r"|locations) in\b"
        r"|(?:^|[.:!\n]\s?)company has an? (?:exciting|excellent|immediate|great) (?:\w{1,10} )?(?:opportunity|opening|position"
        r"|need)\b",
        r"\bcompany is seeking\b|\bcompany (?:name )?(?:is )?(?:confidential|undisclosed|withheld)\b"
        r"|\bwe are (?:currently )?a company (?:looking|seeking|that)\b|\bwe have (?:several|many|various|multiple|immediate"
        r"|numerous) (?:openings|positions|vacancies|opportunities) available (?!to hire)",
        r"\bpositions? (?:are )?available (?:now|immediately|in this area|nationwide|in your area)\b|\b(?:hiring|openings?"
        r"|positions) in (?:your|this) area\b|\burgent(?:ly)? (?:hiring|requirement|needed|recruit\w+)\b[^.\n]{0,30}\b(?:clerk"
        r"|assistant|representatives?|workers?|candidates|staff)\b",
        unless=r"\b(?:our mission|series [a-d]|backed by|raised|founded in)\b",
    ),
    _rule(
        "ghost_job",
        r"(?<!global )(?<!growing )(?<!deep )(?<!large )(?<!diverse )\b(?:talent|candidate|freelancer?|contractor|consultant"
        r"|developer|applicant)[- ](?:pool|bench|database)\b"
        r"|\btalent (?:community|network)\b|\bjoin (?:our|the) (?:\w{1,12} ){0,2}(?:pool|bench)\b",
        r"\bevergreen (?:requisition|req|job|role|position|posting|opening|vacancy|listing|pipeline)\b"
        r"|\b(?:posting|position|role|requisition|opening|listing) (?:is|that is) (?:an? )?evergreen\b|[(\[,;"
        r"|·–-]\s?evergreen\s?[)\],;|·]",
        r"(?<!been )\b(?:always|constantly|continuously|continually|perpetually) (?:be )?(?:hiring|recruiting|accepting (?:applications"
        r"|resumes|cvs))\b",
        r"\b(?:candidates?|profiles?|resumes?|cvs?|applications?|freelancers?|contractors?|developers?|designers?|writers?|engineers?"
        r"|translators?|specialists?|experts?|people|hiring|considered|pool|list|roster|database|contact you"
        r"|reach out)(?: \w{1,12}){0,3}"
        r" (?:for|about|regarding) (?:\w{1,12} ){0,2}(?:future|upcoming) (?:projects?|opportunit(?:y|ies)|openings?|roles?|positions?"
        r"|vacanc(?:y|ies)|assignments?)\b|\bpool for future\b|\b(?:keep|hold|save|store) (?:your|all) (?:profiles?|cvs?|resumes?"
        r"|details"
        r"|applications?) (?:on file|for (?:later|future))",
        r"\b(?:building|build|growing|grow|filling|fill|creating|expanding)(?: up| out)? (?:a|an|our|the|my) (?:\w{1,14} ){0,3}"
        r"(?:bench (?:of|for)|pipeline (?:of|for) (?:\w{1,14} ){0,3}(?:candidates|talents?|freelancers|contractors|people|applicants"
        r"|developers|engineers|designers|writers|consultants|hires|roles|hiring)|(?:talent|candidate|hiring|recruiting|applicant"
        r"|freelancer) (?:pipeline|roster|bank))\b",
        r"\b(?:no|not an?|not for an?) (?:currently )?(?:open|active|current|immediate|actual|vacant) (?:position|role|opening"
        r"|vacancy|job"
        r"|project)\b|\bno (?:position|role|job|vacancy) is (?:currently )?open\b|\breposted (?:[5-9]|\d{2,4}) times\b",
        r"\b(?:talent|bewerber\w{0,5}|kandidaten|freelancer|experten|dienstleister)-?pool\b|\b(?:für|auf) (?:künftige"
        r"|zukünftige|kommende"
        r"|spätere) (?:projekte|einsätze|aufträge|stellen|vakanzen)\b|\b(?:kein(?:e|en)?) (?:konkrete[sn]?|aktuelle[sn]?|offene[sn]?)"
        r" (?:projekt|stelle|position|vakanz|auftrag)\b|\bimmer auf der suche nach\b|\b(?:wir )?(?:stellen|suchen) (?:immer"
        r"|laufend|ständig)"
        r" (?:ein\b|neue|gute)",
        unless=r"\b(?:build (?:software|an? (?:platform|app|tool|marketplace))|our (?:platform|product|customers|app)|software"
        r"|saas|searches"
        r"|recruiters|employers|access to|fits?|match(?:es)?|suitable|passende[rsn]?|long[- ]term|current project|this project"
        r"|ongoing (?:work|relationship)|blog|content|marketing|webinar|campaign)\b",
        reach=60,
    ),
)
