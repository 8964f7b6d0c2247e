"""VAT, GST and sales-tax rates outside the European Union, in the rows of `rate_table_eu`.

A row of a Canadian province holds the whole that stands on an invoice there: GST and HST are one tax to one authority; the
provincial sales taxes of British Columbia, Saskatchewan, Manitoba and Quebec are a second one and carry the kind "second".
"""

WORLD_ROWS = """
@ VATA 1994 s. 2 and Sch. 7A, 8, HMRC
GB standard 20 2011-01-04 -
GB reduced 5 1997-09-01 -
GB temporary 12.5 2021-10-01 2022-03-31
GB zero 0 1973-04-01 -
@ MWSTG Art. 25, ESTV
CH standard 8.0 2011-01-01 2017-12-31
CH standard 7.7 2018-01-01 2023-12-31
CH standard 8.1 2024-01-01 -
CH reduced 2.5 2011-01-01 2023-12-31
CH reduced 2.6 2024-01-01 -
CH reduced 3.8 2011-01-01 2017-12-31
CH reduced 3.7 2018-01-01 2023-12-31
CH reduced 3.8 2024-01-01 -
@ MWSTG Liechtenstein Art. 25, Steuerverwaltung
LI standard 7.7 2018-01-01 2023-12-31
LI standard 8.1 2024-01-01 -
LI reduced 2.5 2018-01-01 2023-12-31
LI reduced 2.6 2024-01-01 -
LI reduced 3.7 2018-01-01 2023-12-31
LI reduced 3.8 2024-01-01 -
@ Stortingsvedtak om merverdiavgift, Skatteetaten
NO standard 25 2005-01-01 -
NO reduced 15 2012-01-01 -
NO reduced 12 2018-01-01 2020-03-31
NO reduced 6 2020-04-01 2021-09-30
NO reduced 12 2021-10-01 -
NO reduced 11.11 2006-01-01 -
NO zero 0 2001-07-01 -
@ Excise Tax Act s. 165, Canada Revenue Agency
CA standard 5 2008-01-01 -
CA zero 0 1991-01-01 -
CA-ON standard 13 2010-07-01 -
CA-NB standard 15 2016-07-01 -
CA-NL standard 15 2016-07-01 -
CA-PE standard 15 2016-10-01 -
CA-NS standard 15 2010-07-01 2025-03-31
CA-NS standard 14 2025-04-01 -
@ Provincial Sales Tax Act, British Columbia
CA-BC second 7 2013-04-01 -
@ Provincial Sales Tax Act, Saskatchewan
CA-SK second 6 2017-03-23 -
@ Retail Sales Tax Act, Manitoba
CA-MB second 8 2013-07-01 2019-06-30
CA-MB second 7 2019-07-01 -
@ Loi sur la taxe de vente du Québec, Revenu Québec
CA-QC second 9.975 2013-01-01 -
@ A New Tax System (Goods and Services Tax) Act 1999, ATO
AU standard 10 2000-07-01 -
AU zero 0 2000-07-01 -
@ Goods and Services Tax Act 1985 s. 8, Inland Revenue
NZ standard 15 2010-10-01 -
NZ zero 0 1986-10-01 -
@ CGST Act 2017, notifications 11/2017 and 15/2025 Central Tax (Rate), CBIC
IN standard 18 2017-07-01 -
IN reduced 12 2017-07-01 2025-09-21
IN reduced 5 2017-07-01 -
IN reduced 28 2017-07-01 2026-01-31
IN reduced 40 2025-09-22 -
IN reduced 3 2017-07-01 -
IN zero 0 2017-07-01 -
"""
