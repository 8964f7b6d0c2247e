"""Occupations of offices, teaching, care, building and crafts, as freelancers do them: our own titles and task words in two languages."""

from __future__ import annotations

# First line: SOC code, title, German title. Lines with + are tasks in English, with - in German. The wording is our own.
ROWS = """
13-1161.00 Marketing and market research specialist | Marketing und Marktforschung
+ plan marketing campaigns; research markets and customers; run email marketing; evaluate advertising figures; run social media ads
- Werbekampagnen planen; Märkte und Kunden erforschen; E-Mail-Marketing betreiben; Werbezahlen auswerten; Social-Media-Anzeigen schalten
13-1161.01 Search marketing specialist | Suchmaschinenmarketing
+ optimise websites for search engines; research keywords; manage search ads; report website rankings
- Websites für Suchmaschinen optimieren; Suchbegriffe recherchieren; Suchanzeigen betreuen; Platzierungen berichten
11-2021.00 Marketing manager | Marketingleitung
+ set the marketing strategy and budget; position brands; plan product launches; lead a marketing team
- Marketingstrategie und Budget festlegen; Marken positionieren; Produkteinführungen planen; Marketingteam leiten
13-2011.00 Accountant and auditor | Wirtschaftsprüfung und Rechnungswesen
+ prepare annual accounts; audit the books of companies; advise on accounting rules; check balance sheets
- Jahresabschlüsse erstellen; Bücher von Firmen prüfen; zu Bilanzregeln beraten; Bilanzen kontrollieren
43-3031.00 Bookkeeper | Buchhaltung
+ record invoices and receipts; reconcile bank accounts; run payroll; chase overdue payments; prepare the VAT return
- Rechnungen und Belege buchen; Bankkonten abstimmen; Lohnabrechnung machen; Mahnungen schreiben; Umsatzsteuer voranmelden
13-2082.00 Tax preparer | Steuererklärungen
+ prepare tax returns; compute tax owed; check tax papers of clients; answer letters of the tax office
- Steuererklärungen erstellen; Steuerlast berechnen; Steuerunterlagen von Mandanten prüfen; Post vom Finanzamt beantworten
13-2051.00 Financial analyst | Finanzanalyse
+ build financial models; value companies and investments; forecast cash and profit; write reports for investors
- Finanzmodelle bauen; Firmen und Anlagen bewerten; Liquidität und Gewinn vorhersagen; Berichte für Investoren schreiben
13-2052.00 Personal financial adviser | Finanzberatung
+ advise people on savings and pensions; make investment plans; explain insurance to clients
- Menschen zu Sparen und Altersvorsorge beraten; Anlagepläne erstellen; Versicherungen erklären
13-1111.00 Management consultant | Unternehmensberatung
+ analyse business processes; advise managers on organisation; moderate strategy workshops; write recommendations for a company
- Geschäftsabläufe analysieren; Führungskräfte zur Organisation beraten; Strategie-Workshops moderieren; Empfehlungen schreiben
13-1082.00 Project manager | Projektmanagement
+ plan project schedules and budgets; run project meetings; track progress and risks; coordinate people and suppliers
- Projektpläne und Budgets aufstellen; Projektbesprechungen leiten; Fortschritt und Risiken verfolgen; Beteiligte koordinieren
13-1071.00 Recruiter and HR specialist | Personal und Recruiting
+ write job ads; search and interview applicants; check references; advise on employment questions
- Stellenanzeigen schreiben; Bewerber suchen und interviewen; Zeugnisse prüfen; in Personalfragen beraten
13-1151.00 Corporate trainer | Training und Weiterbildung
+ hold trainings and workshops for companies; make course materials; find out what staff need to learn; evaluate trainings
- Seminare und Workshops für Firmen halten; Kursunterlagen erstellen; Schulungsbedarf ermitteln; Trainings auswerten
13-1121.00 Event planner | Eventplanung
+ plan weddings, conferences and events; book venues and caterers; run the day of an event; keep to the event budget
- Hochzeiten, Tagungen und Veranstaltungen planen; Räume und Catering buchen; Veranstaltung vor Ort leiten
13-1081.00 Logistics specialist | Logistik
+ plan deliveries and storage; track supply chains; cut transport costs
- Lieferungen und Lagerung planen; Lieferketten verfolgen; Transportkosten senken
13-1041.00 Compliance specialist | Compliance und Datenschutz
+ check that rules and laws are kept; advise on data protection; write compliance reports; examine licences
- Einhaltung von Regeln und Gesetzen prüfen; zum Datenschutz beraten; Compliance-Berichte schreiben
13-1199.05 Sustainability adviser | Nachhaltigkeitsberatung
+ work out the carbon footprint of a company; write sustainability reports; plan measures to save energy
- CO2-Bilanz einer Firma berechnen; Nachhaltigkeitsberichte schreiben; Maßnahmen zum Energiesparen planen
23-1011.00 Lawyer | Rechtsberatung
+ advise clients on the law; draft contracts; represent clients in court; research court decisions
- Mandanten rechtlich beraten; Verträge entwerfen; Mandanten vor Gericht vertreten; Urteile recherchieren
23-2011.00 Paralegal | Rechtsassistenz
+ prepare legal documents; research laws for lawyers; organise case files
- Schriftsätze vorbereiten; Gesetze für Anwälte recherchieren; Akten führen
43-6014.00 Virtual assistant and secretary | Virtuelle Assistenz und Sekretariat
+ answer emails and calls; manage calendars and appointments; type letters; book travel; keep files and lists in order
- E-Mails und Anrufe beantworten; Kalender und Termine verwalten; Briefe tippen; Reisen buchen; Ablage und Listen pflegen
43-6011.00 Executive assistant | Assistenz der Geschäftsführung
+ prepare board meetings; take minutes; arrange travel for managers; prepare reports and presentations for managers
- Vorstandssitzungen vorbereiten; Protokolle schreiben; Reisen für Führungskräfte planen; Präsentationen vorbereiten
43-9021.00 Data entry clerk | Datenerfassung
+ type data into a database; check entered data for errors; scan and sort documents
- Daten in Datenbanken eingeben; erfasste Daten auf Fehler prüfen; Dokumente scannen und sortieren
43-9022.00 Typist and transcriber | Schreibbüro und Transkription
+ transcribe recordings; type dictated texts; format documents
- Aufnahmen transkribieren; Diktate tippen; Dokumente formatieren
43-4051.00 Customer service agent | Kundenservice
+ answer questions of customers by phone and chat; handle complaints; take orders and returns
- Kundenfragen per Telefon und Chat beantworten; Beschwerden bearbeiten; Bestellungen und Rücksendungen aufnehmen
41-9041.00 Telemarketer | Telefonakquise
+ call people to sell something; make appointments by phone for sales; follow a call script
- Menschen anrufen und verkaufen; Verkaufstermine am Telefon vereinbaren; Gesprächsleitfaden folgen
41-3091.00 Sales representative for services | Vertrieb von Dienstleistungen
+ win new clients for services; present offers to companies; negotiate contracts and prices; keep contact with customers
- neue Kunden für Dienstleistungen gewinnen; Angebote vorstellen; Verträge und Preise verhandeln; Kundenkontakt pflegen
41-9022.00 Real estate agent | Immobilienmakler
+ show flats and houses to buyers; write property listings; negotiate sales of houses
- Wohnungen und Häuser zeigen; Exposés für Immobilien schreiben; Hausverkäufe verhandeln
25-3041.00 Tutor | Nachhilfe
+ help pupils with homework; explain mathematics to students one to one; prepare students for exams
- Schülern bei Hausaufgaben helfen; Mathematik einzeln erklären; auf Prüfungen vorbereiten
25-3021.00 Course teacher for adults | Kurse und Privatunterricht
+ teach an instrument to private pupils; teach a language course; give hobby courses; plan lessons for adults
- privaten Musikunterricht geben; Sprachkurse unterrichten; Hobbykurse geben; Unterricht für Erwachsene planen
25-9031.00 Instructional designer | Lernkonzepte und E-Learning
+ design online courses; write a curriculum; make e-learning modules; choose teaching materials
- Onlinekurse konzipieren; Lehrpläne schreiben; E-Learning-Module bauen; Lehrmittel auswählen
21-1014.00 Counsellor | Psychosoziale Beratung
+ counsel people in a crisis; hold therapy talks; plan goals with clients for their mental health
- Menschen in Krisen beraten; therapeutische Gespräche führen; mit Klienten Ziele für die seelische Gesundheit planen
19-3033.00 Psychologist | Psychologie
+ diagnose mental disorders; give psychotherapy; run and interpret psychological tests
- psychische Störungen diagnostizieren; Psychotherapie geben; psychologische Tests durchführen und deuten
29-1031.00 Dietitian | Ernährungsberatung
+ advise people on healthy eating; make meal plans; assess what patients eat
- zu gesunder Ernährung beraten; Ernährungspläne erstellen; Essgewohnheiten von Patienten beurteilen
39-9031.00 Fitness trainer | Fitnesstraining
+ train clients in the gym; teach yoga and fitness classes; make workout plans; correct exercises
- Kunden im Fitnessstudio trainieren; Yoga- und Fitnesskurse geben; Trainingspläne erstellen; Übungen korrigieren
27-2022.00 Sports coach | Sporttrainer
+ coach a sports team; plan training sessions; watch games and athletes
- Sportmannschaft trainieren; Trainingseinheiten planen; Spiele und Sportler beobachten
31-9011.00 Massage therapist | Massage
+ massage clients; treat muscle tension by hand; ask clients about pain
- Kunden massieren; Verspannungen mit den Händen lösen; nach Schmerzen fragen
29-1123.00 Physiotherapist | Physiotherapie
+ treat patients with exercises after injuries; examine movement and strength; plan physical therapy
- Patienten nach Verletzungen mit Übungen behandeln; Beweglichkeit untersuchen; Physiotherapie planen
17-1011.00 Architect | Architektur
+ design buildings; draw building plans; watch construction sites; prepare building permits
- Gebäude entwerfen; Baupläne zeichnen; Baustellen überwachen; Bauanträge vorbereiten
17-1012.00 Landscape architect | Landschaftsarchitektur
+ design gardens and parks; draw site plans; choose plants for green spaces
- Gärten und Parks entwerfen; Lagepläne zeichnen; Pflanzen für Grünflächen auswählen
17-3011.00 Architectural drafter | Bauzeichnen
+ draw floor plans in CAD; make 3D models of buildings; dimension construction drawings
- Grundrisse in CAD zeichnen; 3D-Modelle von Gebäuden erstellen; Bauzeichnungen bemaßen
17-3013.00 Mechanical drafter | Technisches Zeichnen
+ draw machine parts in CAD; prepare drawings for manufacture; check dimensions and tolerances
- Maschinenteile in CAD zeichnen; Fertigungszeichnungen erstellen; Maße und Toleranzen prüfen
17-2051.00 Civil engineer | Bauingenieurwesen
+ calculate the statics of structures; plan roads and bridges; inspect building sites; estimate construction costs
- Statik von Bauwerken berechnen; Straßen und Brücken planen; Baustellen prüfen; Baukosten schätzen
17-2141.00 Mechanical engineer | Maschinenbau
+ design machines; calculate loads and materials; test prototypes of machines
- Maschinen konstruieren; Lasten und Werkstoffe berechnen; Prototypen von Maschinen testen
17-2071.00 Electrical engineer | Elektrotechnik
+ design electrical circuits; plan electrical systems; test electronic equipment
- elektrische Schaltungen entwerfen; elektrische Anlagen planen; elektronische Geräte prüfen
19-3022.00 Survey researcher | Umfrageforschung
+ design questionnaires; run surveys; analyse answers of a survey
- Fragebögen entwerfen; Umfragen durchführen; Antworten einer Umfrage auswerten
47-2111.00 Electrician | Elektroinstallation
+ lay electric cables in houses; install lamps and sockets; find electrical faults; connect fuse boxes
- Stromleitungen in Häusern verlegen; Lampen und Steckdosen installieren; elektrische Fehler suchen
47-2031.00 Carpenter | Zimmerei und Holzbau
+ build roofs and walls of wood; fit doors and windows; cut and join timber
- Dächer und Wände aus Holz bauen; Türen und Fenster einbauen; Holz zuschneiden und verbinden
51-7011.00 Cabinet maker | Möbeltischlerei
+ build furniture of wood; fit kitchens; sand and varnish wood surfaces
- Möbel aus Holz bauen; Küchen einbauen; Holzoberflächen schleifen und lackieren
47-2141.00 Painter and decorator | Malerarbeiten
+ paint walls and ceilings; put up wallpaper; prepare surfaces for paint
- Wände und Decken streichen; Räume tapezieren; Untergründe für Farbe vorbereiten
47-2044.00 Tiler | Fliesenlegen
+ lay tiles in bathrooms; cut tiles and stone; level floors
- Fliesen im Bad verlegen; Fliesen und Stein schneiden; Böden ausgleichen
47-2152.00 Plumber | Sanitär und Heizung
+ install pipes and taps; repair heating and leaks; connect bathrooms and kitchens
- Rohre und Wasserhähne installieren; Heizungen und Lecks reparieren; Bäder anschließen
49-9071.00 Handyman | Hausmeisterdienst
+ do small repairs in houses; assemble furniture; maintain buildings and equipment
- kleine Reparaturen im Haus machen; Möbel aufbauen; Gebäude und Geräte warten
37-3011.00 Gardener | Gartenpflege
+ mow lawns; plant and trim hedges; lay out and look after gardens
- Rasen mähen; Hecken pflanzen und schneiden; Gärten anlegen und pflegen
37-2012.00 Cleaner | Reinigung
+ clean homes and offices; wash windows and floors; make beds
- Wohnungen und Büros putzen; Fenster und Böden wischen; Betten machen
39-5012.00 Hairdresser | Friseurhandwerk
+ cut and colour hair; style hair for weddings; advise clients on haircuts
- Haare schneiden und färben; Brautfrisuren stecken; zu Frisuren beraten
39-5091.00 Make-up artist | Maskenbild und Make-up
+ put make-up on actors and brides; design make-up for film and photos
- Schauspieler und Bräute schminken; Make-up für Film und Fotos entwerfen
39-9011.00 Childminder | Kinderbetreuung
+ look after children; play with children and feed them; bring children to bed
- Kinder betreuen; mit Kindern spielen und sie füttern; Kinder ins Bett bringen
35-2013.00 Private cook and caterer | Privatkoch und Catering
+ cook meals for private clients; plan menus for parties; buy and prepare food
- für Privatkunden kochen; Menüs für Feiern planen; Lebensmittel einkaufen und zubereiten
53-3054.00 Driver | Fahrdienst
+ drive passengers through the city; take fares; plan routes by car
- Fahrgäste durch die Stadt fahren; Fahrpreis kassieren; Routen mit dem Auto planen
53-3033.00 Courier and delivery driver | Kurierdienst
+ deliver parcels by van; load and unload goods; collect signatures for deliveries
- Pakete ausliefern; Transporter beladen und entladen; Unterschriften für Lieferungen einholen
51-6052.00 Tailor | Schneiderei
+ sew and alter clothes; take measurements for a dress; cut fabric by a pattern
- Kleidung nähen und ändern; Maß nehmen für ein Kleid; Stoff nach Schnitt zuschneiden
51-9071.00 Goldsmith | Goldschmiedehandwerk
+ make rings and jewellery; set stones; repair jewellery
- Ringe und Schmuck anfertigen; Steine fassen; Schmuck reparieren
39-7011.00 Tour guide | Reiseleitung und Stadtführung
+ guide tourists through a city; explain sights; plan guided tours
- Touristen durch die Stadt führen; Sehenswürdigkeiten erklären; Führungen planen
39-2011.00 Animal trainer | Hundetraining
+ train dogs; teach owners to handle their dog; ride and train horses
- Hunde trainieren; Halter im Umgang mit dem Hund anleiten; Pferde reiten und ausbilden
27-2091.00 Disc jockey | DJ
+ play music at parties; choose songs for the crowd; set up DJ equipment
- auf Feiern Musik auflegen; Lieder für das Publikum auswählen; DJ-Technik aufbauen
"""
