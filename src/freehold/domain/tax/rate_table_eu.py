"""VAT rates of the 27 states of the European Union since 2018 at least: what, from when, until when, by which law.

One row: country (and region after a hyphen), kind, per cent, first day, last day or "-" while it is in force. A line that
begins with "@" names the law and the authority of the rows below it. Kinds: standard, reduced, super (below 5 %), zero
(zero-rated supplies inside the country, category Z) and temporary.
"""

EU_ROWS = """
@ UStG 1994 § 10, BMF Österreich
AT standard 20 1984-01-01 -
AT reduced 10 1984-01-01 -
AT reduced 13 2016-01-01 -
AT temporary 5 2020-07-01 2021-12-31
AT super 4.9 2026-07-01 -
AT zero 0 2024-01-01 2025-03-31
AT zero 0 2026-01-01 -
@ KB nr. 20 van 20 juli 1970, FOD Financiën
BE standard 21 1996-01-01 -
BE reduced 12 1992-04-01 -
BE reduced 6 1992-04-01 -
BE zero 0 1992-04-01 -
@ ЗДДС чл. 66, НАП
BG standard 20 1999-01-01 -
BG reduced 9 2011-04-01 -
BG zero 0 2022-07-01 2024-12-31
@ VAT Law 95(I)/2000, Cyprus Tax Department
CY standard 19 2014-01-13 -
CY reduced 9 2014-01-13 -
CY reduced 5 2000-07-01 -
CY super 3 2023-07-21 -
CY zero 0 2004-05-01 -
@ Zákon č. 235/2004 Sb. § 47 (349/2023 Sb.), Finanční správa
CZ standard 21 2013-01-01 -
CZ reduced 15 2013-01-01 2023-12-31
CZ reduced 10 2015-01-01 2023-12-31
CZ reduced 12 2024-01-01 -
CZ zero 0 2024-01-01 -
@ UStG § 12 und § 28 (Zweites Corona-Steuerhilfegesetz), BMF
DE standard 19 2007-01-01 2020-06-30
DE standard 16 2020-07-01 2020-12-31
DE standard 19 2021-01-01 -
DE reduced 7 1983-07-01 2020-06-30
DE reduced 5 2020-07-01 2020-12-31
DE reduced 7 2021-01-01 -
DE zero 0 2023-01-01 -
@ Momsloven § 33, Skattestyrelsen
DK standard 25 1992-01-01 -
DK zero 0 1992-01-01 -
@ Käibemaksuseadus § 15, Maksu- ja Tolliamet
EE standard 20 2009-07-01 2023-12-31
EE standard 22 2024-01-01 2025-06-30
EE standard 24 2025-07-01 -
EE reduced 9 2009-01-01 -
EE reduced 5 2022-08-01 2024-12-31
EE reduced 13 2025-01-01 -
EE zero 0 2004-05-01 -
@ Ley 37/1992 art. 90-91, AEAT
ES standard 21 2012-09-01 -
ES reduced 10 2012-09-01 -
ES super 4 1995-01-01 -
ES temporary 5 2022-07-01 2024-12-31
ES temporary 7.5 2024-10-01 2024-12-31
ES temporary 2 2024-10-01 2024-12-31
ES zero 0 2023-01-01 2024-09-30
@ Ley 20/1991 y Ley 4/2012 de Canarias (IGIC), Agencia Tributaria Canaria
ES-CN standard 7 2012-07-01 2018-12-31
ES-CN standard 6.5 2019-01-01 2019-12-31
ES-CN standard 7 2020-01-01 -
ES-CN reduced 3 2012-07-01 -
ES-CN reduced 5 2023-01-01 -
ES-CN temporary 9.5 2012-07-01 -
ES-CN temporary 15 2020-01-01 -
ES-CN zero 0 2012-07-01 -
@ Arvonlisäverolaki 1501/1993 84-85 a §, Verohallinto
FI standard 24 2013-01-01 2024-08-31
FI standard 25.5 2024-09-01 -
FI reduced 14 2013-01-01 2025-12-31
FI reduced 13.5 2026-01-01 -
FI reduced 10 2013-01-01 -
FI zero 0 1995-01-01 -
@ CGI art. 278 à 281 nonies, DGFiP
FR standard 20 2014-01-01 -
FR reduced 10 2014-01-01 -
FR reduced 5.5 1982-07-01 -
FR super 2.1 1989-01-01 -
@ CGI art. 296 (Guadeloupe, Martinique, La Réunion), DGFiP
FR-DOM standard 8.5 2000-01-01 -
FR-DOM super 2.1 1995-08-01 -
@ Κώδικας ΦΠΑ άρθρο 21 (ν. 2859/2000, 4389/2016), ΑΑΔΕ
GR standard 24 2016-06-01 -
GR reduced 13 2011-01-01 -
GR reduced 6 2015-07-20 -
GR super 4 2018-01-01 -
@ Κώδικας ΦΠΑ άρθρο 21 παρ. 4, νησιά, ΑΑΔΕ
GR-ISL standard 17 2016-06-01 -
GR-ISL reduced 9 2011-01-01 -
GR-ISL super 4 2015-07-20 -
@ Zakon o PDV-u čl. 38, Porezna uprava
HR standard 25 2012-03-01 -
HR reduced 13 2014-01-01 -
HR reduced 5 2013-01-01 -
HR zero 0 2022-10-01 -
@ 2007. évi CXXVII. törvény 82. §, NAV
HU standard 27 2012-01-01 -
HU reduced 18 2009-07-01 -
HU reduced 5 2009-01-01 -
HU zero 0 2024-01-01 -
@ VAT Consolidation Act 2010 s. 46, Revenue
IE standard 23 2012-01-01 2020-08-31
IE standard 21 2020-09-01 2021-02-28
IE standard 23 2021-03-01 -
IE reduced 13.5 2003-01-01 -
IE reduced 9 2011-07-01 -
IE super 4.8 2005-01-01 -
IE zero 0 1972-11-01 -
@ DPR 633/1972 art. 16, Agenzia delle Entrate
IT standard 22 2013-10-01 -
IT reduced 10 1995-02-24 -
IT reduced 5 2016-01-01 -
IT super 4 1989-01-01 -
@ PVM įstatymas Nr. IX-751 19 str., VMI
LT standard 21 2009-09-01 -
LT reduced 9 2009-01-01 2025-12-31
LT reduced 12 2026-01-01 -
LT reduced 5 2004-05-01 -
LT zero 0 2004-05-01 -
@ Loi TVA du 12 février 1979 art. 39 (loi du 26 octobre 2022), AED
LU standard 17 2015-01-01 2022-12-31
LU standard 16 2023-01-01 2023-12-31
LU standard 17 2024-01-01 -
LU reduced 14 2015-01-01 2022-12-31
LU reduced 13 2023-01-01 2023-12-31
LU reduced 14 2024-01-01 -
LU reduced 8 2015-01-01 2022-12-31
LU reduced 7 2023-01-01 2023-12-31
LU reduced 8 2024-01-01 -
LU super 3 1992-01-01 -
@ Pievienotās vērtības nodokļa likums 41.-42. pants, VID
LV standard 21 2012-07-01 -
LV reduced 12 2011-01-01 -
LV reduced 5 2018-01-01 -
LV zero 0 2004-05-01 -
@ VAT Act Cap. 406, Malta Tax and Customs Administration
MT standard 18 2004-01-01 -
MT reduced 12 2024-01-01 -
MT reduced 7 2011-01-01 -
MT reduced 5 2004-05-01 -
MT zero 0 2004-05-01 -
@ Wet OB 1968 art. 9, Belastingdienst
NL standard 21 2012-10-01 -
NL reduced 6 1986-10-01 2018-12-31
NL reduced 9 2019-01-01 -
NL zero 0 2023-01-01 -
@ Ustawa o VAT art. 41 i 146ef, Ministerstwo Finansów
PL standard 23 2011-01-01 -
PL reduced 8 2011-01-01 -
PL reduced 5 2011-01-01 -
PL zero 0 2004-05-01 -
@ CIVA art. 18.º, Autoridade Tributária
PT standard 23 2011-01-01 -
PT reduced 13 2008-01-01 -
PT reduced 6 2008-07-01 -
PT zero 0 2023-04-18 2024-01-04
@ CIVA art. 18.º n.º 3 (Açores; DLR 15-A/2021/A), Autoridade Tributária
PT-20 standard 18 2014-01-01 2021-06-30
PT-20 standard 16 2021-07-01 -
PT-20 reduced 9 2014-01-01 -
PT-20 super 4 2014-01-01 -
@ CIVA art. 18.º n.º 3 (Madeira; DLR 6/2024/M), Autoridade Tributária
PT-30 standard 22 2012-04-01 -
PT-30 reduced 12 2012-04-01 -
PT-30 reduced 5 2012-04-01 2024-09-30
PT-30 super 4 2024-10-01 -
@ Codul fiscal art. 291 (Legea 141/2025), ANAF
RO standard 19 2017-01-01 2025-07-31
RO standard 21 2025-08-01 -
RO reduced 9 2008-12-01 2026-07-31
RO reduced 11 2025-08-01 -
RO reduced 5 2008-12-15 2025-07-31
@ Mervärdesskattelagen (2023:200) 9 kap., Skatteverket
SE standard 25 1990-07-01 -
SE reduced 12 1992-01-01 -
SE reduced 6 1996-01-01 -
SE zero 0 1995-01-01 -
@ ZDDV-1 41. člen, FURS
SI standard 22 2013-07-01 -
SI reduced 9.5 2013-07-01 -
SI reduced 5 2020-01-01 -
@ Zákon č. 222/2004 Z. z. § 27 (278/2024 Z. z.), Finančná správa
SK standard 20 2011-01-01 2024-12-31
SK standard 23 2025-01-01 -
SK reduced 10 2011-01-01 2024-12-31
SK reduced 19 2025-01-01 -
SK reduced 5 2023-01-01 -
"""
