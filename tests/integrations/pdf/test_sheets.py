"""What stands on the sheets: every kind and look, in the client's language, whatever a person writes into them."""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal as D

import pypdf
import pytest

from freehold.domain.errors import UserError
from freehold.domain.invoicing.invoice import AllowanceCharge, Note, PrecedingInvoice, Totals, VatBreakdown
from freehold.domain.invoicing.sheet import Deduction, Sheet, Withholding
from freehold.integrations.pdf import Attachment, preview, render
from freehold.integrations.pdf.content import content
from tests.integrations.pdf.samples import GERMAN, INVOICE, LINES, LOGO, quote, reminder, statement, with_lines

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def pages(sheet):
    made = render(sheet, attachment=None, at=AT)
    return [re.sub(r"[ \u00a0\u202f]+", " ", page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(made)).pages]


def text(sheet):
    return "\n".join(pages(sheet))


@pytest.mark.parametrize("look", ["plain", "modern", "letter"])
def test_an_invoice_shows_what_the_law_and_the_client_want(look):
    shown = text(replace(GERMAN, look=look, logo=LOGO))
    for wanted in (
        "Rechnung", "2026-0042", "Nordwind Verlag GmbH", "20457 Hamburg", "Studio Lindqvist", "USt-IdNr. DE136695976", "22.11.2026",
        "12,5 Std.", "1.187,50", "USt. 19 %", "658,83", "4.532,93 €", "DE02 1203 0000 0000 2020 51", "Scannen und bezahlen", "Seite 1 von",
    ):  # fmt: skip
        assert wanted in shown, wanted


@pytest.mark.parametrize(
    ("language", "word", "amount"),
    [
        ("en", "Amount due", "€4,532.93"),
        ("fr", "À payer", "4 532,93 €"),
        ("es", "A pagar", "4.532,93 €"),
        ("it", "Da pagare", "4.532,93 €"),
        ("nl", "Te betalen", "€ 4.532,93"),
        ("pt", "Amount due", "€ 4.532,93"),
    ],
)
def test_words_and_amounts_are_in_the_clients_language(language, word, amount):
    shown = text(replace(GERMAN, language=language))
    assert word in shown
    assert amount in shown


def test_one_rate_is_told_in_the_sums_and_two_rates_get_a_table():
    assert content(GERMAN)["sums"]["vat"][0] == ["Satz USt.", "Netto", "USt."]
    one = replace(INVOICE, lines=LINES[:2], vat=INVOICE.vat[:1])
    tree = content(replace(GERMAN, invoice=one))
    assert tree["sums"]["vat"] == []
    assert [column["label"] for column in tree["table"]["columns"]] == ["Beschreibung", "Menge", "Preis", "Betrag"]
    assert tree["sums"]["rows"][1][0].replace("\u00a0", " ") == "USt. 19 % auf 3.467,50"


def test_a_quote_says_until_when_and_where_to_accept():
    shown = text(quote())
    assert "Quote" in shown
    assert "20 December 2026" in shown
    assert "Accept this quote" in shown
    assert "PREVIEW" in shown
    assert "Reverse charge: the recipient accounts for the VAT." in shown


def test_the_owners_own_wording_of_an_exemption_is_printed_as_it_is():
    small = VatBreakdown(
        taxable=D(100), tax=D(0), category="E", rate=D(0), exemption_reason="Gemäß § 19 UStG wird keine Umsatzsteuer berechnet."
    )
    totals = Totals(line_net=D(100), tax_exclusive=D(100), tax=D(0), tax_inclusive=D(100), due=D(100))
    shown = text(replace(GERMAN, invoice=replace(INVOICE, vat=(small,), totals=totals)))
    assert "Gemäß § 19 UStG wird keine Umsatzsteuer berechnet." in shown


def test_a_reminder_adds_up_its_rows_and_a_statement_ends_with_the_balance():
    assert "4.602,32 €" in text(reminder())
    shown = text(statement())
    assert "$980.00" in shown
    assert "Oct 20, 2026" in shown
    assert "UNITED STATES" in shown


def test_a_paper_always_says_what_it_is_and_a_letter_is_called_as_its_writer_likes():
    shown = text(replace(GERMAN, title="Buchreihe „Gezeiten“"))
    assert "Rechnung 2026-0042" in shown
    assert "Buchreihe „Gezeiten“" in shown
    assert "2. Mahnung 2026-0042" in text(reminder())


def test_a_late_reminder_shows_what_was_paid_and_asks_for_no_day_that_is_past():
    late = reminder()
    rows = (replace(late.rows[0], paid=D("500.00")), *late.rows[1:])
    shown = text(replace(late, rows=rows, invoice=replace(late.invoice, issue_date=date(2026, 12, 27))))
    for wanted in ("War fällig am", "06.12.2026", "Bezahlt", "500,00", "4.032,93", "4.102,32 €"):
        assert wanted in shown, wanted
    assert "bis 6. Dezember" not in shown


def test_american_clients_get_letter_paper_and_others_a4():
    sizes = [pypdf.PdfReader(io.BytesIO(render(sheet, attachment=None, at=AT))).pages[0].mediabox for sheet in (statement(), GERMAN)]
    assert [(round(box.width), round(box.height)) for box in sizes] == [(612, 792), (595, 842)]


def test_a_final_invoice_takes_deposits_withholding_and_payments_off():
    sheet = replace(
        GERMAN, kind="final", paid_so_far=D("32.93"), deductions=(Deduction(number="2026-0030", net=D(1000), tax=D(190), gross=D(1190)),),
        withholding=Withholding(label="IRPF", rate=D(15), amount=D(500)), early_discount="2 % Skonto bis 29.11.2026.",
        invoice=replace(
            INVOICE, totals=replace(INVOICE.totals, paid=D(1190), due=D("3342.93"), charges=D(50)), preceding=(PrecedingInvoice(number="2026-0030"),),
            allowances=(AllowanceCharge(is_charge=True, amount=D(50), reason="Eilzuschlag", vat_category="S", vat_rate=D(19)),),
            notes=(Note(text="Vielen Dank!"),),
        ),
    )  # fmt: skip
    shown = text(sheet)
    for wanted in (
        "Schlussrechnung",
        "Abschlag 2026-0030",
        "−1.190,00",
        "darin USt. 190,00",
        "IRPF 15 %",
        "−500,00",
        "Noch zu zahlen",
        "2.810,00 €",
    ):
        assert wanted in shown, wanted
    assert "Eilzuschlag" in shown
    assert "2 % Skonto" in shown


def test_a_paid_invoice_thanks_and_asks_for_nothing():
    shown = text(replace(GERMAN, paid_so_far=D("4532.93")))
    assert "Vollständig bezahlt" in shown
    assert "So bezahlen Sie" not in shown


@pytest.mark.parametrize(
    "hostile",
    [
        '#eval("1+1")',
        "*bold* _it_ `raw`",
        "$ x^2 $",
        "@ref <label>",
        "#set page(fill: red)",
        "// gone",
        '"]#panic()',
        "\\ \\u{41}",
        "= Heading\n- item",
    ],
)
def test_what_people_write_is_printed_and_never_run(hostile):
    line = replace(LINES[0], name=hostile, description=hostile)
    sheet = replace(
        GERMAN, intro=hostile, outro=hostile, footer=((hostile,),), invoice=replace(INVOICE, lines=(line,), payment_terms=hostile)
    )
    shown = re.sub(r"\s+", " ", text(sheet))
    assert shown.count(re.sub(r"\s+", " ", hostile)) >= 4


@pytest.mark.parametrize(
    "odd",
    [
        "x" * 400,
        "\x00\x07\u202eabc\ufeff",
        "שלום עולם",
        "مرحبا بالعالم",
        "😀👩‍👩‍👧 ok",
        "東京 デザイン",
        "a\u00a0b\u202fc\u00add\u2060e",
        "\ud800",
        "ẞ Ω д ₴ ₹ № ✓",
    ],
)
def test_no_text_keeps_a_document_from_being_made(odd):
    sheet = replace(
        GERMAN, intro=odd, invoice=replace(INVOICE, buyer=replace(INVOICE.buyer, name=odd), lines=(replace(LINES[0], name=odd),))
    )
    for look in ("plain", "modern", "letter"):
        assert render(replace(sheet, look=look), attachment=Attachment(xml=b"<a/>"), at=AT).startswith(b"%PDF-1.7")


def test_a_long_word_stays_in_its_column():
    words = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 4
    shown = pages(replace(GERMAN, invoice=replace(INVOICE, lines=(replace(LINES[0], name=words),))))
    assert len(shown) <= 2
    assert "1.187,50" in shown[0]


def test_five_hundred_lines_repeat_the_head_and_count_the_pages():
    shown = pages(with_lines(500))
    assert len(shown) > 20
    assert all("Beschreibung" in page for page in shown[:-1])
    assert all(f"Seite {number} von {len(shown)}" in page for number, page in enumerate(shown, 1))
    assert "Rechnung 2026-0042 · Studio Lindqvist" in shown[3]
    assert "Zu zahlen" in shown[-1]


def test_a_description_longer_than_a_page_goes_on_over_the_next():
    shown = pages(replace(GERMAN, invoice=replace(INVOICE, lines=(replace(LINES[0], description="Ein Satz über die Arbeit. " * 500),))))
    assert len(shown) >= 3


def test_many_facts_push_a_letters_text_down_in_place_of_covering_it():
    busy = replace(
        INVOICE, purchase_order="4500012345", contract_reference="RV-2025/7", project_reference="P-11", sales_order="A", lines=LINES[:1]
    )
    busy = replace(busy, preceding=(PrecedingInvoice(number="2026-0030", issue_date=date(2026, 1, 2)),))
    assert "RV-2025/7" in text(replace(GERMAN, look="letter", invoice=busy))


def test_a_link_that_is_no_web_address_is_not_offered():
    for address in ("javascript:alert(1)", "file:///etc/passwd", "https://", "pay me", "http://[bad"):
        assert content(replace(GERMAN, payment_url=address))["payment"]["link"] is None


@pytest.mark.parametrize("colour", ["#ffff00", "#ffffff", "#000000", "red", "#12345", "#zzzzzz"])
def test_any_colour_leaves_the_text_readable(colour):
    colours = content(replace(GERMAN, colour=colour))["colours"]
    assert all(re.fullmatch(r"#[0-9a-f]{6}", value) for value in colours.values())
    assert colours["ink"] not in {"#ffff00", "#ffffff"}
    assert colours["on_fill"] == ("#1a1a1a" if colour in {"#ffff00", "#ffffff"} else "#ffffff")


def test_an_english_sheet_for_a_german_client_writes_british_dates():
    assert "22 Nov 2026" in text(replace(GERMAN, language="en"))
    assert content(replace(GERMAN, language="de-AT"))["sums"]["due"]["value"] == "€\u00a04.532,93"


def test_a_preview_is_a_picture_of_the_asked_width_and_tells_the_pages():
    png, count = preview(GERMAN, width=640)
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20]) in {639, 640, 641}
    assert count == 1
    with pytest.raises(UserError, match="has 1 pages"):
        preview(GERMAN, page=2)
    with pytest.raises(UserError, match="dots wide"):
        preview(GERMAN, width=100_000)


def test_many_threads_print_at_once():
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: render(GERMAN, attachment=Attachment(xml=b"<a/>"), at=AT), range(16)))
    assert len(set(made)) == 1


def test_a_bare_sheet_of_every_kind_can_be_printed():
    bare = replace(INVOICE, lines=(), vat=(), payment=(), period=None, due_date=None, payment_terms="", number="")
    for kind in ("invoice", "credit_note", "quote", "deposit", "final", "reminder", "statement"):
        for look in ("plain", "modern", "letter"):
            assert render(Sheet(kind=kind, invoice=bare, look=look, watermark="DRAFT"), attachment=None, at=AT)
