"""Addresses of the inbox."""

from django.urls import path

from freehold.apps.opportunities.views import (
    board,
    companies,
    deciding,
    filtered,
    importing,
    learned,
    listing,
    people,
    showing,
    sources,
    working,
)

app_name = "opportunities"
urlpatterns = [
    path("", listing.listing, name="list"),
    path("<int:opportunity_id>/", showing.showing, name="detail"),
    path("<int:opportunity_id>/move/", deciding.move, name="move"),
    path("<int:opportunity_id>/note/", deciding.note, name="note"),
    path("<int:opportunity_id>/follow-up/", deciding.follow_up, name="follow_up"),
    path("undo/<int:change_id>/", deciding.undo, name="undo"),
    path("work/", working.work, name="work"),
    path("work/stop/", working.stop, name="stop"),
    path("board/", board.board, name="board"),
    path("filtered-out/", filtered.filtered_out, name="filtered_out"),
    path("import/", importing.start, name="import"),
    path("import/<int:run_id>/", importing.run, name="import_run"),
    path("import/confirm/", importing.confirm_waiting, name="import_confirm_waiting"),
    path("import/<int:run_id>/confirm/", importing.confirm, name="import_confirm"),
    path("import/<int:run_id>/cancel/", importing.cancel, name="import_cancel"),
    path("import/<int:run_id>/undo/", importing.undo, name="import_undo"),
    path("sources/", sources.listing, name="sources"),
    path("sources/company/", sources.add_company, name="source_company"),
    path("sources/add/<str:kind>/", sources.add, name="source_add"),
    path("sources/<int:source_id>/", sources.edit, name="source_edit"),
    path("sources/<int:source_id>/read/", sources.read_now, name="source_read"),
    path("sources/<int:source_id>/switch/", sources.switch, name="source_switch"),
    path("sources/<int:source_id>/remove/", sources.remove, name="source_remove"),
    path("sources/<int:source_id>/restore/", sources.restore, name="source_restore"),
    path("people/", people.people, name="people_for_brief"),
    path("companies/", companies.companies, name="fitting_companies"),
    path("learned/", learned.learned, name="learned"),
    path("learned/<int:preference_id>/remove/", learned.remove, name="learned_remove"),
    path("learned/<int:preference_id>/restore/", learned.restore, name="learned_restore"),
    path("learned/forget/", learned.forget, name="learned_forget"),
    path("learned/remember/", learned.remember, name="learned_remember"),
    path("learned/switch/", learned.switch, name="learned_switch"),
]
