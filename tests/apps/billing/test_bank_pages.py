"""The bank's pages: dropping statements, naming columns with a preview, the list of lines, undo."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from freehold.apps.billing.models import BankAccount, BankTransaction, CsvDialect, StatementImport, TransactionState
from freehold.apps.billing.selectors import bank as reads
from freehold.apps.billing.services import bank
from tests.integrations.banking.messages import camt, details, entry

from .bank_samples import CAMT, PLAIN, files_below
from .conftest import NOW


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    yield from files_below(settings, tmp_path)


def url(name: str, *args: object) -> str:
    return reverse(f"billing:{name}", args=args)


def text(response) -> str:
    return response.content.decode()


def post(browser, address: str, data: dict[str, object] | None = None):
    """Post a form and follow where it leads."""
    answer = browser.post(address, data or {})
    while answer.status_code in {302, 303}:
        answer = browser.get(answer.headers["Location"])
    return answer


def drop(browser, *files: tuple[str, bytes]):
    return post(browser, url("bank_upload"), {"files": [SimpleUploadedFile(name, content) for name, content in files]})


def lines(workspace):
    return BankTransaction.objects.for_workspace(workspace)


def test_the_empty_page_says_what_it_is_for(browser):
    page = text(browser.get(url("bank")))
    assert "Choose statements, or drop them here" in page
    assert "The lines of your statements will stand here" in text(browser.get(url("bank_lines")))


def test_one_statement_leads_to_what_it_brought(browser, workspace):
    answer = drop(browser, ("feb.xml", CAMT))
    assert "2 new lines came in" in text(answer)
    assert "Undo this import" in text(answer)
    assert "DE02120300000000202051" in text(browser.get(url("bank")))


def test_several_statements_come_in_together_and_a_broken_one_holds_nothing_up(browser, workspace):
    other = camt(entry("7.00", details(text="RE-9")))
    page = text(drop(browser, ("feb.xml", CAMT), ("cut.xml", CAMT[:-100]), ("more.xml", other)))
    assert lines(workspace).count() == 3
    assert "cut.xml: This bank statement breaks off" in page
    assert "3 new lines came in" in page


def test_nothing_chosen_is_told(browser):
    assert "Choose at least one statement" in text(post(browser, url("bank_upload")))


def test_the_same_statement_again_says_that_all_of_it_was_there(browser, workspace):
    drop(browser, ("feb.xml", CAMT))
    assert "2 were there already" in text(drop(browser, ("feb.xml", CAMT)))
    assert lines(workspace).count() == 2


def test_an_import_is_undone_with_one_press(browser, workspace):
    drop(browser, ("feb.xml", CAMT))
    made = StatementImport.objects.for_workspace(workspace).get()
    page = text(post(browser, url("bank_import_undo", made.pk)))
    assert "This import is undone" in page
    assert not lines(workspace).exists()


def test_a_used_import_says_why_it_is_not_undone(browser, workspace):
    drop(browser, ("feb.xml", CAMT))
    lines(workspace).update(state=TransactionState.MATCHED)
    made = StatementImport.objects.for_workspace(workspace).get()
    page = text(post(browser, url("bank_import_undo", made.pk)))
    assert "2 lines of this import are matched" in page
    assert "Undo this import" not in page


def test_an_unknown_table_asks_for_its_columns_and_shows_what_is_read(browser, workspace):
    answer = drop(browser, ("bank.csv", PLAIN))
    page = text(answer)
    assert "What do these columns hold?" in page
    assert "all of them can be read" in page
    assert "nothing is taken in yet" in page
    assert not lines(workspace).exists()


def answers(**changed: str) -> dict[str, str]:
    given = {
        "name": "House bank",
        "account": "",
        "default_currency": "EUR",
        "delimiter": ";",
        "header_line": "1",
        "decimal": ",",
        "date_order": "dmy",
        "was": ";/1",
        "column_booked_on": "0",
        "column_amount": "3",
        "column_payer_name": "1",
        "column_text": "2",
    }
    return given | changed


def waiting_url(browser, workspace) -> str:
    drop(browser, ("bank.csv", PLAIN))
    return url("bank_map", reads.waiting(workspace)[0].token)


def test_a_change_is_previewed_at_once_and_nothing_is_taken_in(browser, workspace):
    address = waiting_url(browser, workspace)
    answer = browser.post(address, answers(column_payer_name="", column_text="1"), headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "<html" not in text(answer)
    assert "Anna" in text(answer)
    assert not lines(workspace).exists()


def test_the_named_columns_are_taken_in_and_remembered(browser, workspace):
    page = text(post(browser, waiting_url(browser, workspace), answers(take_in="1")))
    assert "2 new lines came in" in page
    assert sorted(lines(workspace).values_list("payer_name", "text")) == [("Anna", "RE-1"), ("Bert", "RE-2")]
    assert CsvDialect.objects.for_workspace(workspace).get().name == "House bank"
    assert reads.waiting(workspace) == []
    assert "1 new line came in" in text(drop(browser, ("next.csv", PLAIN + b"15.01.2026;Cem;RE-3;7,00\n")))


def test_a_missing_amount_is_asked_for_at_its_field(browser, workspace):
    answer = browser.post(waiting_url(browser, workspace), answers(column_amount="", take_in="1"))
    assert answer.status_code == 422
    assert "Choose the column with the amount" in text(answer)
    assert not lines(workspace).exists()


def test_another_separator_cuts_the_file_anew(browser, workspace):
    page = text(browser.post(waiting_url(browser, workspace), answers(delimiter=",")))
    assert "Datum;Wer;Wofuer;Betrag" in page
    page = text(browser.post(waiting_url(browser, workspace), answers(header_line="0")))
    assert "column 1" in page


@pytest.mark.parametrize(
    "bad", [{"header_line": "x"}, {"header_line": "999999"}, {"delimiter": "ab"}, {"column_booked_on": "77"}, {"decimal": "z"}]
)
def test_answers_that_no_form_gives_are_refused_kindly(browser, workspace, bad):
    assert browser.post(waiting_url(browser, workspace), answers(take_in="1", **bad)).status_code in {200, 422}
    assert not lines(workspace).exists()


def test_a_waiting_file_can_be_forgotten(browser, workspace):
    address = waiting_url(browser, workspace)
    assert "needs a word from you" in text(browser.get(url("bank")))
    page = text(post(browser, url("bank_map_drop", reads.waiting(workspace)[0].token)))
    assert "Nothing of “bank.csv” was taken in" in page
    assert browser.get(address).headers["Location"] == url("bank")
    assert "waits no more" in text(browser.get(url("bank")))


def test_a_token_leads_to_no_file_outside_the_folder(browser, workspace):
    for token in ("..", "%2e%2e", "a" * 64):
        assert browser.get(url("bank_map", token)).status_code in {303, 404}


def test_lines_are_narrowed_by_words_account_way_state_and_days(browser, workspace):
    drop(browser, ("feb.xml", camt(entry("10.00", details(text="RE-1")) + entry("4.00", direction="DBIT"))))
    account = BankAccount.objects.for_workspace(workspace).get()
    listed = text(browser.get(url("bank_lines")))
    assert "RE-1" in listed
    assert "4.00" in listed
    for query in ("q=RE-1", f"account={account.pk}&way=in", "state=new&way=in&since=2026-02-01&until=2026-02-28"):
        page = text(browser.get(f"{url('bank_lines')}?{query}"))
        assert "RE-1" in page, query
        assert "-4.00" not in re.sub(r"<svg.*?</svg>", "", page, flags=re.DOTALL)
    assert "No line fits" in text(browser.get(url("bank_lines") + "?q=nothing"))
    assert browser.get(url("bank_lines") + "?account=x&since=yesterday&page=99&state=odd").status_code == 200


def test_an_account_is_renamed_on_the_page(browser, workspace):
    drop(browser, ("feb.xml", CAMT))
    account = BankAccount.objects.for_workspace(workspace).get()
    page = text(post(browser, url("bank_account", account.pk), {"name": "Business account"}))
    assert "Business account" in page


def test_what_a_statement_says_is_escaped(browser, workspace):
    drop(browser, ("<b>.xml", camt(entry("10.00", details(name="&lt;script&gt;alert(1)&lt;/script&gt;", text="x")))))
    for page in (text(browser.get(url("bank"))), text(browser.get(url("bank_lines")))):
        assert "<script>alert(1)" not in page


def test_another_workspaces_import_is_not_found(browser, other_workspace):
    made = bank.import_file(other_workspace, "x.xml", CAMT, now=NOW, currency="EUR").imports[0]
    assert browser.get(url("bank_import", made.pk)).status_code == 404


@pytest.mark.parametrize("name", ["bank", "bank_lines"])
def test_a_page_asks_the_database_a_dozen_times_at_most(browser, workspace, name):
    many = "".join(entry(f"{number}.00", details(text=f"RE-{number}")) for number in range(1, 80))
    drop(browser, ("feb.xml", camt(many)))
    browser.get(url(name))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert browser.get(url(name)).status_code == 200
    assert len(queries) <= 12, [query["sql"][:120] for query in queries]
