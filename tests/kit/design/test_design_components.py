"""Each component with its states."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator

from freehold.kit.design.sample import REASONS, SampleForm

NOW = datetime(2026, 3, 12, 10, 30, tzinfo=UTC)
Draw = Callable[..., str]


def test_a_button_is_a_link_when_it_leads_somewhere(draw: Draw) -> None:
    assert draw("<c-button href='/x' variant='primary'>Go</c-button>").startswith('<a href="/x"')
    html = draw("<c-button icon='plus' keys='n' data-action='new'>New</c-button>")
    assert 'type="button"' in html and 'data-action="new"' in html and "<kbd" in html and "<svg" in html


def test_a_button_with_an_icon_alone_has_a_name(draw: Draw) -> None:
    assert 'aria-label="More"' in draw("<c-button icon='ellipsis' label='More' />")


def test_text_in_a_component_is_escaped(draw: Draw) -> None:
    html = draw(
        "<c-chip>{{ text }}</c-chip><c-quote>{{ text }}</c-quote><c-card :title='text' href='#' />", text="<script>alert(1)</script>"
    )
    assert "<script>" not in html and html.count("&lt;script&gt;") == 3


@pytest.mark.parametrize(
    ("score", "words", "arc"),
    [(86, "Score 86 of 100", 'stroke-dasharray="86 100"'), (0, "Score 0 of 100", None), (None, "No score", None)],
)
def test_a_score_is_a_ring_and_no_score_is_not_zero(draw: Draw, score: int | None, words: str, arc: str | None) -> None:
    html = draw("<c-score :value='score' />", score=score)
    assert words in html and (arc in html if arc else "dasharray" not in html)


def test_a_blocked_score_says_so(draw: Draw) -> None:
    assert "Ruled out" in draw("<c-score state='blocked' />")


def test_reasons_show_signed_points_and_the_words_they_rest_on(draw: Draw) -> None:
    html = draw("<c-reasons :reasons='reasons' />", reasons=REASONS)
    assert "+34" in html and "−6" in html and html.count("<q ") == 5
    assert "your profile" in html and html.count('class="part"') == 5


def test_reasons_without_a_gain_have_no_sum_line(draw: Draw) -> None:
    assert "part" not in draw("<c-reasons :reasons='reasons' />", reasons=[SimpleNamespace(points=-3.5, text="Late", quote="", source="")])


def test_a_field_ties_help_and_error_to_the_input(draw: Draw) -> None:
    html = draw("<c-field label='Rate' id='rate' name='rate' help='An hour.' error='Too low.' value='5' />")
    assert 'aria-describedby="rate_help rate_error"' in html and 'aria-invalid="true"' in html
    assert 'id="rate_help"' in html and 'id="rate_error"' in html and '<label for="rate">' in html


def test_money_date_select_and_upload_fields(draw: Draw) -> None:
    html = draw(
        "<c-money-field label='Least' id='least' name='least' value='70.00' currency='GBP' :currencies='all' />"
        "<c-date label='From' id='from' name='from' :value='now' optional='1' />"
        "<c-select label='Country' id='country' name='country' :options='options' value='2' />"
        "<c-upload label='CV' id='cv' name='cv' accept='.pdf' />",
        all=["EUR", "GBP"],
        now=NOW,
        options=[(1, "One"), (2, "Two")],
    )
    assert 'inputmode="decimal"' in html and "<option selected>GBP" in html and 'name="least_currency"' in html
    assert 'value="2026-03-12"' in html and '<option value="2" selected>Two' in html and 'accept=".pdf"' in html


def test_a_django_form_wears_the_same_look(draw: Draw) -> None:
    html = draw("{{ form }}", form=SampleForm({"name": "", "country": "pt", "kind": "hourly"}))
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert '<ul class="errors" id="id_name_error">' in html and "<svg" in html
    assert html.count('class="optional"') == 2 and "<fieldset" in html and 'class="field check"' in html


def test_a_table_names_its_columns_in_every_cell_for_the_phone(draw: Draw) -> None:
    html = draw(
        "<c-table :columns='columns' :rows='rows' caption='Owed' />",
        columns=[{"label": "Client"}, {"label": "Amount", "num": True}],
        rows=[("Nordlicht", "€5.00")],
    )
    assert '<th scope="row">Nordlicht' in html and '<td data-label="Amount" class="num">€5.00' in html and "<caption>Owed" in html


def test_empty_says_what_it_is_for_and_offers_the_demo(draw: Draw) -> None:
    html = draw(
        "<c-empty title='Nothing yet' demo='/demo'>They gather here.<c-slot name='action'><c-button>Add</c-button></c-slot></c-empty>"
    )
    assert "Nothing yet" in html and "They gather here." in html and 'action="/demo"' in html and "Add" in html


def test_a_failed_state_is_announced(draw: Draw) -> None:
    assert 'role="alert"' in draw("<c-empty title='No answer' level='bad' />")


def test_tabs_pager_and_progress(draw: Draw) -> None:
    html = draw(
        "<c-tabs :items='tabs' label='Stage' />",
        tabs=[{"label": "Found", "url": "?s=1", "count": 0, "current": True}, {"label": "Won", "url": "#"}],
    )
    assert html.count("aria-current") == 1 and '<span class="n">0</span>' in html and html.count('class="n"') == 1
    page = draw("<c-pager :page='page' query='q=a' />", page=Paginator(range(60), 25).page(2))
    assert "26–50 of 60" in page and "?q=a&amp;page=3" in page and 'rel="prev"' in page
    assert "nav" not in draw("<c-pager :page='page' />", page=Paginator(range(3), 25).page(1))
    assert 'value="5" max="20"' in draw("<c-progress label='Reading' :value='5' :total='20' rest='4 s left' />")
    assert "max=" not in draw("<c-progress label='Looking' />")


def test_board_timeline_dialog_drawer_toast_and_skeleton(draw: Draw) -> None:
    html = draw(
        "<c-kanban label='Stages'><c-kanban.column title='Found' count='1'><c-kanban.card href='/1' title='One' /></c-kanban.column></c-kanban>"
        "<c-timeline label='Past'><c-timeline.item icon='mail' :when='then' :now='now'>Wrote</c-timeline.item></c-timeline>"
        "<c-dialog id='d' title='Send?'>Text<c-slot name='actions'><c-button>Yes</c-button></c-slot></c-dialog>"
        "<c-drawer id='e' title='More'>Text<c-slot name='actions'><c-button>Done</c-button></c-slot></c-drawer>"
        "<c-toast undo='/undo'>Gone</c-toast><c-skeleton rows='12' /><c-stat name='Owed' value='€5' note='late' level='bad' />"
        "<c-callout level='warn' title='Careful'>Look</c-callout><c-facts :items='facts' />",
        then=NOW - timedelta(hours=2),
        now=NOW,
        facts=[("Pay", "€5")],
    )
    assert "2 hours ago" in html and 'aria-labelledby="d-title"' in html and "Done" in html
    assert 'hx-post="/undo"' in html and html.count("<footer>") == 3


def test_icons_are_decorative_unless_they_are_named(draw: Draw) -> None:
    assert 'aria-hidden="true"' in draw("{% icon 'sun' %}")
    named = draw("{% icon 'sun' label %}", label='Sun" onload="x')
    assert 'role="img"' in named and "&quot; onload" in named


def test_an_unknown_icon_does_not_take_the_page_down(draw: Draw) -> None:
    assert "<circle" in draw("{% icon 'no-such-icon' %}")


def test_money_and_missing_money(draw: Draw) -> None:
    assert draw("{% money v 'EUR' %} {% money none 'EUR' %}", v=Decimal("1250.5"), none=None) == "€1,250.50 –"


def test_a_badge_is_one_short_element(draw: Draw) -> None:
    assert draw("<c-badge level='ok'>Paid</c-badge>").strip() == '<span class="badge ok" >Paid</span>'
