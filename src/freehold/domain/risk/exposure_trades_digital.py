"""Occupations of screens, words, pictures and figures, as freelancers do them: our own titles and task words, English and German."""

from __future__ import annotations

# First line: SOC code, title, German title. Lines with + are tasks in English, with - in German. The wording is our own.
ROWS = """
15-1252.00 Software developer | Softwareentwicklung
+ write and test program code; build a backend and programming interfaces; design the architecture of an application; review code
- Programmcode schreiben und testen; Backend und Schnittstellen entwickeln; Anwendungen entwerfen; Code anderer prüfen
15-1251.00 Computer programmer | Programmierung
+ turn a specification into code; correct errors in programs; extend an old program; document source code
- Vorgaben in Code umsetzen; Fehler in Programmen beheben; alte Programme erweitern; Quelltext dokumentieren
15-1254.00 Web developer | Webentwicklung
+ build websites and online shops; code a frontend with HTML, CSS and JavaScript; set up WordPress; make web pages faster
- Websites und Onlineshops bauen; Frontend mit HTML, CSS und JavaScript; WordPress einrichten; Webseiten schneller machen
15-1255.00 Web and interface designer | Web- und UI-Design
+ design user interfaces of websites and apps; draw wireframes and prototypes; test usability with users; lay out web pages
- Benutzeroberflächen für Websites und Apps gestalten; Wireframes und Prototypen zeichnen; Nutzertests durchführen
15-1255.01 Game designer | Spieledesign
+ invent game rules and levels; write the story of a video game; balance gameplay; prototype game features
- Spielregeln und Level erfinden; Geschichte eines Videospiels schreiben; Spielablauf ausbalancieren; Spielideen als Prototyp bauen
15-1253.00 Software tester | Softwaretest
+ write test cases; test software for errors; automate tests; report bugs and check that they are fixed
- Testfälle schreiben; Software auf Fehler testen; Tests automatisieren; Fehler melden und nachprüfen
15-1244.00 System administrator | Systemadministration
+ set up and look after servers; manage user accounts and backups; install updates; run cloud systems and deployments
- Server einrichten und betreuen; Benutzerkonten und Datensicherung verwalten; Updates einspielen; Cloud-Systeme betreiben
15-1242.00 Database administrator | Datenbankverwaltung
+ set up and tune databases; move data between databases; plan backups of databases; write SQL queries
- Datenbanken einrichten und beschleunigen; Daten zwischen Datenbanken umziehen; SQL-Abfragen schreiben
15-1212.00 Information security analyst | IT-Sicherheit
+ test systems for security holes; watch networks for attacks; write security policies; train staff in IT security
- Systeme auf Sicherheitslücken prüfen; Netze auf Angriffe überwachen; Sicherheitsrichtlinien schreiben; Mitarbeitende schulen
15-1232.00 IT support specialist | IT-Support
+ help users with computer problems; set up laptops and printers; answer support tickets; explain software to users
- Nutzern bei Computerproblemen helfen; Laptops und Drucker einrichten; Support-Tickets beantworten; Software erklären
15-1211.00 Systems analyst | Systemanalyse
+ gather requirements from departments; model processes and data flows; choose and introduce software; write specifications
- Anforderungen in Fachabteilungen aufnehmen; Abläufe und Datenflüsse modellieren; Software auswählen und einführen
15-1241.00 Network architect | Netzwerkplanung
+ plan computer networks; set up routers, firewalls and VPN; work out the capacity of a network
- Computernetze planen; Router, Firewalls und VPN einrichten; Netzkapazität berechnen
15-2051.00 Data scientist | Data Science
+ train machine learning models; clean and explore data sets; build predictions from data; present findings of data analyses
- Modelle des maschinellen Lernens trainieren; Datensätze bereinigen und untersuchen; Vorhersagen aus Daten bauen
15-2051.01 Business intelligence analyst | Business Intelligence
+ build dashboards and reports; analyse sales and business figures; define key figures; prepare data for decisions
- Dashboards und Berichte bauen; Verkaufszahlen und Geschäftszahlen auswerten; Kennzahlen festlegen
15-2041.00 Statistician | Statistik
+ plan surveys and samples; compute statistical models; interpret results of statistical tests
- Erhebungen und Stichproben planen; statistische Modelle rechnen; Ergebnisse statistischer Tests deuten
15-1299.09 IT project manager | IT-Projektleitung
+ plan sprints and deadlines of a software project; lead an IT team; report project progress and risks; coordinate suppliers
- Sprints und Termine eines Softwareprojekts planen; IT-Team leiten; Projektstand und Risiken berichten
15-1299.01 Web administrator | Website-Betreuung
+ keep websites up to date; host websites and domains; watch website traffic and errors; update plugins
- Websites aktuell halten; Webhosting und Domains betreuen; Zugriffe und Fehler der Website beobachten; Plugins aktualisieren
15-2031.00 Operations research analyst | Unternehmensforschung
+ optimise schedules and routes with mathematical models; simulate processes; compare decision options with figures
- Pläne und Routen mathematisch optimieren; Abläufe simulieren; Entscheidungen rechnerisch vergleichen
27-3091.00 Translator and interpreter | Übersetzen und Dolmetschen
+ translate texts into another language; edit machine translation; interpret at meetings; localise software and websites
- Texte in eine andere Sprache übersetzen; maschinelle Übersetzungen nachbearbeiten; bei Gesprächen dolmetschen; Websites lokalisieren
27-3041.00 Editor | Lektorat
+ edit manuscripts for style and clarity; plan topics of a publication; check facts in articles; advise authors
- Manuskripte stilistisch lektorieren; Themen einer Veröffentlichung planen; Fakten in Artikeln prüfen; Autoren beraten
43-9081.00 Proofreader | Korrektorat
+ correct spelling and punctuation; compare proofs with the manuscript; mark typing errors
- Rechtschreibung und Zeichensetzung korrigieren; Druckfahnen mit dem Manuskript vergleichen; Tippfehler anzeichnen
27-3043.05 Writer and poet | Autor und Ghostwriting
+ write books and stories; ghostwrite a book; write blog articles and essays; revise drafts after feedback
- Bücher und Geschichten schreiben; Ghostwriting für ein Buch; Blogartikel und Essays schreiben; Entwürfe überarbeiten
27-3043.00 Copywriter | Werbetexten
+ write advertising copy and slogans; write website texts and newsletters; write product descriptions; write texts for search engines
- Werbetexte und Slogans schreiben; Texte für Websites und Newsletter schreiben; Produktbeschreibungen schreiben; SEO-Texte schreiben
27-3042.00 Technical writer | Technische Redaktion
+ write user manuals and instructions; document software and interfaces; keep an online help up to date
- Bedienungsanleitungen schreiben; Software und Schnittstellen dokumentieren; Online-Hilfe pflegen
27-3023.00 Journalist | Journalismus
+ research and write news articles; interview people; check sources; write a report for radio or newspaper
- Nachrichtenartikel recherchieren und schreiben; Menschen interviewen; Quellen prüfen; Reportagen schreiben
27-3031.00 Public relations specialist | Öffentlichkeitsarbeit
+ write press releases; keep contact with the media; plan social media posts; organise press events
- Pressemitteilungen schreiben; Kontakt zu Medien pflegen; Beiträge für soziale Medien planen; Pressetermine organisieren
27-1024.00 Graphic designer | Grafikdesign
+ design logos and brand identity; lay out brochures and flyers; design packaging; prepare files for print
- Logos und Erscheinungsbild gestalten; Broschüren und Flyer gestalten; Verpackungen entwerfen; Druckdaten vorbereiten
27-1014.00 Animator and visual effects artist | Animation und Motion Design
+ animate characters and logos; create 3D models; make visual effects and motion graphics; draw a storyboard
- Figuren und Logos animieren; 3D-Modelle erstellen; visuelle Effekte und Motion Graphics machen; Storyboard zeichnen
27-1013.00 Illustrator and fine artist | Illustration und bildende Kunst
+ draw illustrations for books; paint pictures; sketch ideas for clients; draw cartoons
- Illustrationen für Bücher zeichnen; Bilder malen; Ideen für Kunden skizzieren; Comics zeichnen
27-1011.00 Art director | Art Direction
+ lead the visual concept of a campaign; guide designers and photographers; approve layouts
- visuelles Konzept einer Kampagne leiten; Gestalter und Fotografen anleiten; Layouts abnehmen
27-4021.00 Photographer | Fotografie
+ take photos of people, weddings and products; set up light in the studio; retouch and edit photos; choose pictures with clients
- Menschen, Hochzeiten und Produkte fotografieren; Licht im Studio setzen; Fotos retuschieren und bearbeiten; Bildauswahl mit Kunden
27-4032.00 Video editor | Videoschnitt
+ cut films and videos; grade the colours of footage; mix sound and picture; add subtitles and titles
- Filme und Videos schneiden; Farbkorrektur von Filmmaterial; Bild und Ton zusammenführen; Untertitel einfügen
27-4031.00 Camera operator | Kamera
+ film interviews and events; operate a video camera; plan camera angles and lighting
- Interviews und Veranstaltungen filmen; Videokamera bedienen; Einstellungen und Licht planen
27-4014.00 Sound engineer | Tontechnik
+ record and mix music and speech; edit podcast audio; master audio tracks; run sound at events
- Musik und Sprache aufnehmen und mischen; Podcast-Ton schneiden; Audiospuren mastern; Veranstaltungen beschallen
27-2041.00 Composer and music director | Komposition
+ compose music for film and games; arrange songs; write a musical score; conduct an ensemble
- Musik für Film und Spiele komponieren; Lieder arrangieren; Noten schreiben; Ensemble leiten
27-2042.00 Musician and singer | Musik und Gesang
+ play an instrument at concerts; sing at weddings and events; rehearse music; record in a studio
- bei Konzerten ein Instrument spielen; auf Hochzeiten singen; Musik proben; im Studio einspielen
27-2011.00 Actor and voice artist | Schauspiel und Sprecher
+ act in films and on stage; speak voice-over and audio books; learn lines and rehearse
- in Film und Theater spielen; Voice-over und Hörbücher sprechen; Rollentext lernen und proben
27-2012.00 Producer and director | Produktion und Regie
+ direct films and shows; plan the budget and shooting schedule; choose cast and crew
- Regie bei Filmen führen; Budget und Drehplan aufstellen; Besetzung und Team auswählen
27-1025.00 Interior designer | Innenarchitektur
+ plan rooms and furniture; choose colours and materials for interiors; draw floor plans for flats and offices
- Räume und Möbel planen; Farben und Materialien für Innenräume auswählen; Grundrisse für Wohnungen und Büros zeichnen
27-1022.00 Fashion designer | Modedesign
+ design clothes and collections; draw fashion sketches; choose fabrics; make sewing patterns
- Kleidung und Kollektionen entwerfen; Modeskizzen zeichnen; Stoffe auswählen; Schnittmuster erstellen
27-1021.00 Product designer | Produktdesign
+ design products and furniture; build models of products; draw products in CAD; choose materials for manufacture
- Produkte und Möbel entwerfen; Produktmodelle bauen; Produkte in CAD zeichnen; Materialien zur Herstellung wählen
27-1023.00 Florist | Floristik
+ arrange flowers and bouquets; decorate weddings with flowers; buy fresh flowers
- Blumen und Sträuße binden; Hochzeiten mit Blumen schmücken; frische Blumen einkaufen
27-1026.00 Merchandise displayer and stylist | Schaufenster und Styling
+ decorate shop windows; set up displays in shops; style props for photos
- Schaufenster dekorieren; Warenpräsentation im Laden aufbauen; Requisiten für Fotos stylen
43-9031.00 Desktop publisher | Satz und Layout
+ typeset books and magazines; place text and images in InDesign; prepare print files
- Bücher und Zeitschriften setzen; Text und Bild in InDesign platzieren; druckfertige Dateien erstellen
27-3092.00 Captioner and stenographer | Untertitel und Mitschrift
+ write live captions; take verbatim minutes of hearings; time subtitles
- Live-Untertitel schreiben; Verhandlungen wörtlich mitschreiben; Untertitel timen
"""
