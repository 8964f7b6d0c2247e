"""Exports in the columns of each program, with invented rows."""

TOGGL = b"""User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount (EUR)
Mara,mara@winter.example,Hotel Linde GmbH,Website,,Header and footer,Yes,2026-03-02,09:00:00,2026-03-02,10:30:00,01:30:00,web,120.00
Mara,mara@winter.example,Hotel Linde GmbH,Website,,"Call, notes",No,2026-03-03,14:00:00,2026-03-03,14:20:00,00:20:00,,
Mara,mara@winter.example,,,,Mail,No,2026-03-03,15:00:00,2026-03-03,15:00:00,00:00:00,,
Mara,mara@winter.example,Hotel Linde GmbH,Website,,Broken,Yes,2026-13-45,09:00:00,2026-03-02,10:30:00,01:30:00,,
"""

KIMAI = (
    '\ufeff"Date","From","To","Duration","Rate","User","Customer","Project","Activity","Description","Exported","Tags","Hourly rate","Fixed rate"\n'
    '"2026-05-04","15:50","17:51","7260","161.33","mara","Hafen & Co","App","Testing","Checked forms","0","","80.00",""\n'
    '"2026-05-05","09:00","10:15","1:15","100","mara","Hafen & Co","App","Concept","","1","","80.00",""\n'
    '"2026-05-06","09:00","12:00","","240","mara","Hafen & Co","App","Concept","","0","","80.00",""\n'
).encode()

KIMAI_GERMAN = (
    "Datum;Von;Bis;Dauer;Preis;Benutzer;Kunde;Projekt;Tätigkeit;Beschreibung;Exportiert;Stundensatz\n"
    "04.05.2026;15:50;17:20;1,5;120,00;mara;Hafen & Co;App;Testen;Formulare;0;80,00\n"
).encode("cp1252")

FRESHBOOKS_TIME = b"""Date,Client,Project,Service,Note,Team Member,Status,Hours,Seconds
03/14/2026,Harbour Inc.,Brand book,Design,First sketches,Mara,Unbilled,2.25,8100
03/15/2026,Harbour Inc.,Brand book,Design,Corrections,Mara,Billed,1.00,3600
03/15/2026,Harbour Inc.,,Meeting,Lunch,Mara,Non-Billable,0.50,1800
"""

FRESHBOOKS_CLIENTS = b"""Organization,First Name,Last Name,Email,Phone,Address Line 1,Address Line 2,City,Province/State,Country,Postal Code,Notes
Harbour Inc.,Sam,Lee,ap@harbour.example,+1 207 555 0100,1 Pier Road,,Portland,Maine,United States,04101,Pays late
,Uma,Roy,uma@roy.example,,,,Toronto,Ontario,Canada,M5V 2T6,
,,,nobody@example.com,,,,,,,,
"""

FRESHBOOKS_INVOICES = (
    b"Client Name,Invoice #,Date Issued,Date Due,Invoice Status,Date Paid,Item Name,Item Description,Rate,Quantity,Discount Percentage,"
    b"Line Subtotal,Tax 1 Type,Tax 1 Amount,Tax 2 Type,Tax 2 Amount,Line Total,Currency\n"
    b'Harbour Inc.,0000017,01/15/2026,02/15/2026,paid,01/30/2026,Design,"Logo, two drafts",150.00,4,0,600.00,HST,78.00,,0,678.00,CAD\n'
    b"Harbour Inc.,0000017,01/15/2026,02/15/2026,paid,01/30/2026,Hosting,,20.00,1,0,20.00,HST,2.60,,0,22.60,CAD\n"
    b'Uma Roy,0000018,01/20/2026,02/20/2026,sent,,Design,,"1,150.00",1,0,"1,150.00",HST,149.50,,0,"1,299.50",CAD\n'
    b"Uma Roy,0000019,01/21/2026,,draft,,Design,,10.00,1,0,10.00,,,,,10.00,CAD\n"
    b"Uma Roy,,01/22/2026,,sent,,Design,,10.00,1,0,10.00,,,,,10.00,CAD\n"
)

NINJA_CLIENTS = b"""Client Name,Client Number,Client Street,Client Apt/Suite,Client City,Client State/Province,Client Postal Code,Client Country,Client VAT Number,Client ID Number,Client Currency,Contact First Name,Contact Last Name,Contact Email
Tulip Studio B.V.,0004,Prinsengracht 12,,Amsterdam,,1015 DK,Netherlands,NL004495445B01,,EUR,Jan,Tulp,billing@tulip.example
"""

NINJA_INVOICES = b"""Invoice Number,Client Name,Invoice Date,Invoice Due Date,Invoice Status,Invoice Amount,Invoice Balance,Invoice Total Taxes,Item Product,Item Notes,Item Quantity,Item Unit Cost,Item Line Total,Client Currency
2026-0001,Tulip Studio B.V.,2026-01-10,2026-01-24,Sent,363.00,121.00,63.00,DEV,Checkout page,2,100.00,200.00,EUR
2026-0001,Tulip Studio B.V.,2026-01-10,2026-01-24,Sent,363.00,121.00,63.00,DEV,Tests,1,100.00,100.00,EUR
2026-0002,Tulip Studio B.V.,2026-02-10,2026-02-24,Paid,121.00,0.00,21.00,DEV,,1,100.00,100.00,EUR
"""

NINJA_TIME = b"""Task Number,Task Description,Task Start Date,Task Duration,Task Rate,Client Name,Project Name,Task Status
0007,Refactoring,2026-04-01,5400,90.00,Tulip Studio B.V.,Shop,Invoiced
"""
