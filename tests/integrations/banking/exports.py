"""CSV exports in the shapes of real banks, with invented people and sums: name, file, and what is to be read of it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Export:
    """`rows` are (booking date, amount, currency, other party, words that the text must hold)."""

    bank: str
    text: str
    rows: tuple[tuple[str, str, str, str, str], ...]
    encoding: str = "utf-8"
    account: str = ""
    pending: int = 0
    fields: dict[str, str] = field(default_factory=dict)


EXPORTS = (
    Export(
        "Sparkasse",
        '"Auftragskonto";"Buchungstag";"Valutadatum";"Buchungstext";"Verwendungszweck";"Glaeubiger ID";"Mandatsreferenz";'
        '"Kundenreferenz (End-to-End)";"Sammlerreferenz";"Lastschrift Ursprungsbetrag";"Auslagenersatz Ruecklastschrift";'
        '"Beguenstigter/Zahlungspflichtiger";"Kontonummer/IBAN";"BIC (SWIFT-Code)";"Betrag";"Waehrung";"Info"\r\n'
        '"DE02120300000000202051";"03.02.26";"03.02.26";"GUTSCHR. UEBERWEISUNG";"RE-2026-014 vom 12.01.";"";"";"E2E-77";"";"";"";'
        '"Grünwald Möbel GmbH";"DE89370400440532013000";"COBADEFFXXX";"1.234,50";"EUR";"Umsatz gebucht"\r\n'
        '"DE02120300000000202051";"04.02.26";"04.02.26";"LASTSCHRIFT";"Strom Februar";"";"";"NOTPROVIDED";"";"";"";"Stadtwerke";"";"";"-78,00";'
        '"EUR";"Umsatz vorgemerkt"\r\n',
        (("2026-02-03", "1234.50", "EUR", "Grünwald Möbel GmbH", "RE-2026-014"),),
        encoding="cp1252",
        account="DE02120300000000202051",
        pending=1,
        fields={"payer_account": "DE89370400440532013000", "end_to_end": "E2E-77"},
    ),
    Export(
        "DKB",
        '"Girokonto";"DE02120300000000202051"\n"Kontostand vom 21.02.2026:";"4.000,11 €"\n""\n'
        '"Buchungsdatum";"Wertstellung";"Status";"Zahlungspflichtige*r";"Zahlungsempfänger*in";"Verwendungszweck";"Umsatztyp";"IBAN";'
        '"Betrag (€)";"Gläubiger-ID";"Mandatsreferenz";"Kundenreferenz"\n'
        '"20.02.26";"20.02.26";"Gebucht";"Acme Ltd";"Ada Beispiel";"Invoice 2026-7";"Eingang";"GB33BUKB20201555555555";"2.000";"";"";""\n'
        '"19.02.26";"19.02.26";"Gebucht";"Ada Beispiel";"Bahn AG";"Ticket";"Ausgang";"DE89370400440532013000";"-49,90";"";"";""\n',
        (("2026-02-20", "2000", "EUR", "Acme Ltd", "Invoice 2026-7"), ("2026-02-19", "-49.90", "EUR", "Bahn AG", "Ticket")),
        account="DE02120300000000202051",
    ),
    Export(
        "ING",
        "Umsatzanzeige;Datei erstellt am: 22.02.2026 10:00\n\nIBAN;DE02 1203 0000 0000 2020 51\nKontoname;Girokonto\nBank;ING\nKunde;Ada Beispiel\n"
        "Zeitraum;01.02.2026 - 22.02.2026\nSaldo;1.000,00;EUR\n\nSortierung;Datum absteigend\n\nIn der CSV-Datei finden Sie alle bereits gebuchten Umsätze.\n\n"
        "Buchung;Wertstellungsdatum;Auftraggeber/Empfänger;Buchungstext;Verwendungszweck;Saldo;Währung;Betrag;Währung\n"
        "18.02.2026;18.02.2026;Blau AG;Gutschrift;RG 4711;1.000,00;EUR;350,00;EUR\n"
        "17.02.2026;17.02.2026;Vermieter;Dauerauftrag;Miete;650,00;EUR;-1.200,00;EUR\n",
        (("2026-02-18", "350.00", "EUR", "Blau AG", "RG 4711"), ("2026-02-17", "-1200.00", "EUR", "Vermieter", "Miete")),
        encoding="cp1252",
        account="DE02120300000000202051",
    ),
    Export(
        "N26",
        '"Booking Date","Value Date","Partner Name","Partner Iban",Type,"Payment Reference","Account Name","Amount (EUR)","Original Amount",'
        '"Original Currency","Exchange Rate"\n'
        '2026-03-05,2026-03-05,"Rossi Srl",IT60X0542811101000000123456,"Credit Transfer","Fattura 12/2026","Main Account",480.00,"","",""\n'
        '2026-03-06,2026-03-06,"Cloud Host Inc","",Presentment,"","Main Account",-18.40,-20.00,USD,0.92\n',
        (("2026-03-05", "480.00", "EUR", "Rossi Srl", "Fattura 12/2026"), ("2026-03-06", "-18.40", "EUR", "Cloud Host Inc", "")),
    ),
    Export(
        "Revolut",
        "Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance\n"
        "TOPUP,Current,2026-01-02 10:00:00,2026-01-03 10:00:01,Payment from Jane Doe,500.00,0.00,GBP,COMPLETED,900.00\n"
        "EXCHANGE,Current,2026-01-04 10:00:00,2026-01-04 10:00:01,Exchanged to EUR,-100.00,1.50,GBP,COMPLETED,798.50\n"
        "CARD_PAYMENT,Current,2026-01-05 10:00:00,,Shop,-10.00,0.00,GBP,REVERTED,\n"
        "CARD_PAYMENT,Current,2026-01-05 10:00:00,,Cafe,-4.00,0.00,GBP,PENDING,\n",
        (("2026-01-03", "500.00", "GBP", "", "Payment from Jane Doe"), ("2026-01-04", "-101.50", "GBP", "", "Exchanged to EUR")),
    ),
    Export(
        "Wise",
        '"TransferWise ID",Date,Amount,Currency,Description,"Payment Reference","Running Balance","Exchange From","Exchange To","Exchange Rate",'
        '"Payer Name","Payee Name","Payee Account Number",Merchant,"Card Last Four Digits","Card Holder Full Name",Attachment,Note,"Total fees"\n'
        'TRANSFER-1,13-02-2026,950.00,USD,"Received money from Orbit Inc with reference INV 88","INV 88",1950.00,,,,"Orbit Inc",,,,,,,,5.00\n'
        'TRANSFER-2,14-02-2026,-20.00,USD,"Sent money to Tom","lunch",1930.00,,,,,Tom,1234,,,,,,0.40\n',
        (("2026-02-13", "950.00", "USD", "Orbit Inc", "INV 88"), ("2026-02-14", "-20.00", "USD", "Tom", "lunch")),
        fields={"fee": "5.00", "bank_reference": "TRANSFER-1"},
    ),
    Export(
        "PayPal",
        '"Datum","Uhrzeit","Zeitzone","Name","Typ","Status","Währung","Brutto","Gebühr","Netto","Absender E-Mail-Adresse",'
        '"Empfänger E-Mail-Adresse","Transaktionscode","Rechnungsnummer"\n'
        '"05.03.2026","11:22:33","Europe/Berlin","Lena Kundin","Allgemeine Zahlung","Abgeschlossen","EUR","100,00","-2,84","97,16","lena@example.org",'
        '"ada@example.org","7AB123","RE-2026-020"\n'
        '"06.03.2026","11:22:33","Europe/Berlin","Lena Kundin","Rückbuchung","Abgeschlossen","EUR","-100,00","0,00","-100,00","ada@example.org","","7AB124",""\n',
        (("2026-03-05", "97.16", "EUR", "Lena Kundin", "RE-2026-020"), ("2026-03-06", "-100.00", "EUR", "Lena Kundin", "")),
        encoding="utf-8-sig",
        fields={"fee": "2.84", "bank_reference": "7AB123"},
    ),
    Export(
        "Chase",
        "Details,Posting Date,Description,Amount,Type,Balance,Check or Slip #\n"
        'CREDIT,03/04/2026,"ORIG CO NAME:ORBIT INC ORIG ID:123 INVOICE 1007",2500.00,ACH_CREDIT,5200.00,,\n'
        "DEBIT,03/02/2026,COFFEE SHOP 03/01,-4.75,DEBIT_CARD,2700.00,,\n",
        (("2026-03-04", "2500.00", "USD", "", "INVOICE 1007"), ("2026-03-02", "-4.75", "USD", "", "COFFEE")),
    ),
    Export(
        "Monzo",
        "Transaction ID,Date,Time,Type,Name,Emoji,Category,Amount,Currency,Local amount,Local currency,Notes and #tags,Address,Receipt,Description,"
        "Category split,Money Out,Money In\n"
        "tx_1,04/02/2026,10:00:00,Faster payment,J Smith,,Income,120.00,GBP,120.00,GBP,Logo design,,,INV-3,,,120.00\n"
        "tx_2,05/02/2026,10:00:00,Card payment,Hotel,,Travel,-86.00,GBP,-100.00,EUR,,,,HOTEL PARIS,,-86.00,\n",
        (("2026-02-04", "120.00", "GBP", "J Smith", "INV-3"), ("2026-02-05", "-86.00", "GBP", "Hotel", "HOTEL")),
    ),
    Export(
        "Deutsche Bank",
        "Umsätze Girokonto;;;Kundennummer: 100 1234567\n01.01.2026 - 31.01.2026\nLetzter Kontostand;;;;0,00;EUR\n"
        "Buchungstag;Wert;Umsatzart;Begünstigter / Auftraggeber;Verwendungszweck;IBAN;BIC;Kundenreferenz;Mandatsreferenz ;Gläubiger ID;"
        "Fremde Gebühren;Betrag;Abweichender Empfänger;Anzahl der Aufträge;Anzahl der Schecks;Soll;Haben;Währung\n"
        "05.01.2026;05.01.2026;SEPA-Gutschrift;Kurz KG;Rechnung 55;DE89370400440532013000;COBADEFFXXX;;;;;;;;;;1.190,00;EUR\n"
        "06.01.2026;06.01.2026;SEPA-Lastschrift;Telefon;Januar;DE89370400440532013001;COBADEFFXXX;;;;;;;;;-39,95;;EUR\n"
        "Kontostand;06.01.2026;;;1.150,05;EUR\n",
        (("2026-01-05", "1190.00", "EUR", "Kurz KG", "Rechnung 55"), ("2026-01-06", "-39.95", "EUR", "Telefon", "Januar")),
        encoding="cp1252",
    ),
    Export(
        "ING (Netherlands)",
        '"Datum";"Naam / Omschrijving";"Rekening";"Tegenrekening";"Code";"Af Bij";"Bedrag (EUR)";"Mutatiesoort";"Mededelingen"\n'
        '"20260310";"De Vries BV";"NL91ABNA0417164300";"NL20INGB0001234567";"OV";"Bij";"605,00";"Overschrijving";"Factuur 2026-031"\n'
        '"20260311";"Albert";"NL91ABNA0417164300";"";"BA";"Af";"12,30";"Betaalautomaat";"Pasvolgnr 1"\n',
        (("2026-03-10", "605.00", "EUR", "De Vries BV", "Factuur 2026-031"), ("2026-03-11", "-12.30", "EUR", "Albert", "Pasvolgnr")),
        account="NL91ABNA0417164300",
    ),
    Export(
        "Starling",
        'Date,Counter Party,Reference,Type,Amount (GBP),Balance (GBP),Spending Category,Notes\n12/01/2026,Pixel Ltd,INV0042,FASTER PAYMENT,750.00,900.00,REVENUE,""\n'
        '13/01/2026,Water Co,DD,DIRECT DEBIT,-30.00,870.00,BILLS,""\n',
        (("2026-01-12", "750.00", "GBP", "Pixel Ltd", "INV0042"), ("2026-01-13", "-30.00", "GBP", "Water Co", "DD")),
    ),
    Export(
        "Volksbank Raiffeisenbank",
        "Bezeichnung Auftragskonto;IBAN Auftragskonto;BIC Auftragskonto;Bankname Auftragskonto;Buchungstag;Valutadatum;Name Zahlungsbeteiligter;"
        "IBAN Zahlungsbeteiligter;BIC (SWIFT-Code) Zahlungsbeteiligter;Buchungstext;Verwendungszweck;Betrag;Waehrung;Saldo nach Buchung;Bemerkung\n"
        "Konto;DE02120300000000202051;GENODEM1GLS;GLS;09.01.2026;09.01.2026;Rot eG;DE89370400440532013000;COBADEFF;Gutschrift;R-9;77,00;EUR;177,00;\n"
        "Konto;DE02120300000000202051;GENODEM1GLS;GLS;12.01.2026;12.01.2026;Rot eG;DE89370400440532013000;COBADEFF;RUECKLASTSCHRIFT;R-9;-77,00;EUR;100,00;\n",
        (("2026-01-09", "77.00", "EUR", "Rot eG", "R-9"), ("2026-01-12", "-77.00", "EUR", "Rot eG", "R-9")),
        account="DE02120300000000202051",
    ),
)


# Exports of banks that are known by nothing but the common names of their columns.
OTHERS = (
    Export(
        "PostFinance",
        "Datum von:;2026-01-01\nKonto:;CH9300762011623852957\n\n"
        "Buchungsdatum;Avisierungstext;Gutschrift in CHF;Lastschrift in CHF;Valuta;Saldo in CHF\n"
        "2026-01-15;GUTSCHRIFT VON BERG AG;1'500.00;;2026-01-15;2'500.00\n2026-01-10;EINKAUF;;-45.30;2026-01-10;\n\nDisclaimer:\nOhne Gewähr\n",
        (("2026-01-15", "1500.00", "CHF", "", "BERG AG"), ("2026-01-10", "-45.30", "CHF", "", "EINKAUF")),
        encoding="cp1252",
        account="CH9300762011623852957",
    ),
    Export(
        "mBank",
        "mBank S.A.;\nLista operacji;\n\n#Data operacji;#Opis operacji;#Rachunek;#Kategoria;#Kwota;\n"
        "2026-01-15;PRZELEW OD ŁĄCKI FV 7/2026;eKonto;Wpływy;1 230,00 PLN;\n2026-01-16;ZAKUP ŻABKA;eKonto;Żywność;-12,50 PLN;\n",
        (("2026-01-15", "1230.00", "PLN", "", "ŁĄCKI FV 7/2026"), ("2026-01-16", "-12.50", "PLN", "", "ŻABKA")),
        encoding="cp1250",
        account="EKONTO",
    ),
    Export(
        "Fio",
        "ID pohybu;Datum;Objem;Měna;Protiúčet;Název protiúčtu;KS;VS;SS;Poznámka;Zpráva pro příjemce;Typ\n"
        "1;15.01.2026;1500,00;CZK;2900000001;Nová s.r.o.;;20260007;;;faktura;Příjem\n2;16.01.2026;-99,00;CZK;1234;Síť;;;;;tarif;Platba\n",
        (("2026-01-15", "1500.00", "CZK", "Nová s.r.o.", "20260007"), ("2026-01-16", "-99.00", "CZK", "Síť", "tarif")),
        fields={"references": "('20260007',)"},
    ),
    Export(
        "a French bank",
        'Date;Libellé;Débit euros;Crédit euros;Devise\n15/01/2026;"VIREMENT\nMAISON SARL FACTURE 2026-03";;600,00;EUR\n14/01/2026;EDF;45,20;;EUR\n',
        (("2026-01-15", "600.00", "EUR", "", "MAISON SARL FACTURE 2026-03"), ("2026-01-14", "-45.20", "EUR", "", "EDF")),
        encoding="cp1252",
    ),
    Export(
        "a British bank",
        "Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,Debit Amount,Credit Amount,Balance,Currency\n"
        "13/02/2026,FPI,'11-22-33,12345678,PIXEL LTD INV 7,,500.00,900.00,GBP\n12/02/2026,DD,'11-22-33,12345678,WATER,30.00,,400.00,GBP\n",
        (("2026-02-13", "500.00", "GBP", "", "INV 7"), ("2026-02-12", "-30.00", "GBP", "", "WATER")),
        account="12345678",
    ),
    Export(
        "Bank of America",
        'Description,,Summary Amt.\nBeginning balance as of 01/01/2026,,"1,000.00"\nEnding balance as of 01/31/2026,,"2,480.00"\n\n'
        'Date,Description,Amount,Running Bal.\n01/01/2026,Beginning balance as of 01/01/2026,,"1,000.00"\n'
        '01/15/2026,"ORBIT INC DES:PAYMENT INV 7","1,500.00","2,500.00"\n01/16/2026,COFFEE,"-20.00","2,480.00"\n',
        (("2026-01-15", "1500.00", "USD", "", "INV 7"), ("2026-01-16", "-20.00", "USD", "", "COFFEE")),
    ),
)
