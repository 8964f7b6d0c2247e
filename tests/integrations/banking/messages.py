"""Statements in CAMT, MT940 and OFX with invented people and sums, small enough to be read in a test."""

from __future__ import annotations


def camt(entries: str, *, version: str = "053.001.08", opening: str = "100.00", closing: str = "", prefix: str = "") -> bytes:
    """Return one CAMT message. The names carry a namespace prefix where one is given."""
    message, part = {"052": ("BkToCstmrAcctRpt", "Rpt"), "053": ("BkToCstmrStmt", "Stmt"), "054": ("BkToCstmrDbtCdtNtfctn", "Ntfctn")}[
        version[:3]
    ]
    balances = "".join(
        f'<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-02-01</Dt></Dt></Bal>'
        for code, amount in (("OPBD", opening), ("CLBD", closing))
        if amount and closing
    )
    body = (
        f"<{message}><GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-02-02T00:00:00</CreDtTm></GrpHdr><{part}><Id>S1</Id>"
        f"<CreDtTm>2026-02-02T06:00:00+01:00</CreDtTm><Acct><Id><IBAN>DE02120300000000202051</IBAN></Id><Ccy>EUR</Ccy></Acct>{balances}{entries}"
        f"</{part}></{message}>"
    )
    if prefix:
        body = body.replace("</", "</\x00").replace("<", f"<{prefix}:").replace(f"<{prefix}:/\x00", f"</{prefix}:")
        return f'<{prefix}:Document xmlns:{prefix}="urn:iso:std:iso:20022:tech:xsd:camt.{version}">{body}</{prefix}:Document>'.encode()
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.{version}">{body}</Document>'.encode()
    )


def entry(amount: str, details: str = "", *, direction: str = "CRDT", status: str = "BOOK", more: str = "") -> str:
    """Return one entry of 2026-02-01."""
    return (
        f'<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd>{more}<Sts><Cd>{status}</Cd></Sts><BookgDt><Dt>2026-02-01</Dt></BookgDt>'
        f"<ValDt><Dt>2026-02-02</Dt></ValDt><AcctSvcrRef>B-1</AcctSvcrRef>{f'<NtryDtls>{details}</NtryDtls>' if details else ''}</Ntry>"
    )


def details(amount: str = "", *, name: str = "Acme Ltd", iban: str = "GB33BUKB20201555555555", text: str = "RE-7", more: str = "") -> str:
    """Return the details of one payment that came in."""
    stated = f'<Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd>' if amount else ""
    return (
        f"<TxDtls><Refs><EndToEndId>E-{text}</EndToEndId></Refs>{stated}{more}<RltdPties><Dbtr><Pty><Nm>{name}</Nm></Pty></Dbtr>"
        f"<DbtrAcct><Id><IBAN>{iban}</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls>"
    )


MT940 = """:20:STARTUMSE
:25:12030000/0000202051
:28C:00001/001
:60F:C260201EUR1000,00
:61:2602030203CR1190,00N166NONREF//B77
:86:166?00GUTSCHR. UEBERWEISUNG?109310?20EREF+E2E-1?21KREF+NONREF?22S
VWZ+Rechnung RE-2026-014 v?23om 12.01.2026 Danke?30COBADEFFXXX?31DE893
70400440532013000?32Grünwald Möbel GmbH?33 und Söhne?34000
:61:2602040204RC50,00N109NONREF
:86:109?00RUECKLASTSCHRIFT?20SVWZ+Ruecklastschrift RE-9?32Karl Kurz
:62F:C260204EUR2140,00
:86:Statement level text that belongs to no entry
-
"""

OFX_SGML = """<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS></SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD<BANKACCTFROM><BANKID>123<ACCTID>99 88<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20260101
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260105120000[-5:EST]<TRNAMT>+1,200.50<FITID>F1<NAME>ORBIT &amp; CO<MEMO>INV 1007</STMTTRN>
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260106<TRNAMT>900.00<FITID>F2<NAME>ORBIT &amp; CO<MEMO>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260107<TRNAMT>-10,25<FITID>F3<NAME>CAFE<ORIGCURRENCY><CURRATE>1.25<CURSYM>EUR</ORIGCURRENCY></STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>500.00<DTASOF>20260107</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"""
