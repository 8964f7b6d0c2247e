"""Addresses of the client pages."""

from django.urls import path

from freehold.apps.clients.views import clients, contacts, duplicates, fields, imports, leaving, timeline

app_name = "clients"
urlpatterns = [
    path("", clients.listing, name="list"),
    path("add/", clients.add, name="add"),
    path("export.csv", leaving.as_csv, name="export_csv"),
    path("export.vcf", leaving.as_vcards, name="export_vcards"),
    path("fields/", fields.listing, name="fields"),
    path("fields/<int:field_id>/", fields.change, name="field"),
    path("fields/<int:field_id>/remove/", fields.remove, name="field_remove"),
    path("fields/<int:field_id>/restore/", fields.restore, name="field_restore"),
    path("import/", imports.start, name="imports"),
    path("import/<int:run_id>/", imports.showing, name="import"),
    path("import/<int:run_id>/columns/", imports.remap, name="import_columns"),
    path("import/<int:run_id>/confirm/", imports.confirm, name="import_confirm"),
    path("import/<int:run_id>/cancel/", imports.cancel, name="import_cancel"),
    path("import/<int:run_id>/undo/", imports.undo, name="import_undo"),
    path("same/", duplicates.listing, name="duplicates"),
    path("same/<int:kept_id>/<int:gone_id>/", duplicates.comparing, name="compare"),
    path("same/<int:kept_id>/<int:gone_id>/merge/", duplicates.merge, name="merge"),
    path("same/<int:kept_id>/<int:gone_id>/apart/", duplicates.apart, name="apart"),
    path("same/<int:kept_id>/<int:gone_id>/together/", duplicates.together, name="together"),
    path("merges/<int:merge_id>/", duplicates.merged, name="merged"),
    path("merges/<int:merge_id>/undo/", duplicates.undo, name="merge_undo"),
    path("notes/<int:note_id>/", timeline.note, name="note"),
    path("notes/<int:note_id>/remove/", timeline.remove_note, name="note_remove"),
    path("notes/<int:note_id>/undo/", timeline.undo_note, name="note_undo"),
    path("files/<int:file_id>/", timeline.file, name="file"),
    path("files/<int:file_id>/remove/", timeline.remove_file, name="file_remove"),
    path("files/<int:file_id>/restore/", timeline.restore_file, name="file_restore"),
    path("<int:client_id>/", clients.showing, name="detail"),
    path("<int:client_id>/edit/", clients.edit, name="edit"),
    path("<int:client_id>/put-away/", clients.put_away, name="put_away"),
    path("<int:client_id>/delete/", clients.delete, name="delete"),
    path("<int:client_id>/forget/", leaving.forget, name="forget"),
    path("<int:client_id>/timeline/", timeline.timeline, name="timeline"),
    path("<int:client_id>/notes/add/", timeline.add_note, name="note_add"),
    path("<int:client_id>/files/add/", timeline.add_files, name="file_add"),
    path("<int:client_id>/people/add/", contacts.add, name="contact_add"),
    path("<int:client_id>/people/<int:contact_id>/", contacts.edit, name="contact"),
    path("<int:client_id>/people/<int:contact_id>/basis/", contacts.basis, name="contact_basis"),
    path("<int:client_id>/people/<int:contact_id>/remove/", contacts.remove, name="contact_remove"),
]
