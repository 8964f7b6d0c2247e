"""Addresses of papers: the list, one paper, its draft, its issue and its files."""

from django.urls import path

from freehold.apps.billing.views import documents, edit, files, issue

urlpatterns = [
    path("papers/", documents.listing, name="documents"),
    path("new/", documents.new, name="new"),
    path("<int:document_id>/", documents.showing, name="document"),
    path("<int:document_id>/edit/", edit.edit, name="edit"),
    path("<int:document_id>/edit/lines/", edit.lines, name="edit_lines"),
    path("<int:document_id>/edit/totals/", edit.totals, name="edit_totals"),
    path("<int:document_id>/duplicate/", documents.duplicate, name="duplicate"),
    path("<int:document_id>/delete/", documents.delete, name="delete"),
    path("<int:document_id>/issue/", issue.issue, name="issue"),
    path("<int:document_id>/answer/", issue.answer, name="quote_answer"),
    path("<int:document_id>/invoice/", issue.from_quote, name="quote_invoice"),
    path("<int:document_id>/correct/", issue.correct, name="correct"),
    path("<int:document_id>/pdf/", files.pdf, name="document_pdf"),
    path("<int:document_id>/xml/", files.xml, name="document_xml"),
    path("<int:document_id>/pictures/", files.pictures, name="document_pictures"),
    path("<int:document_id>/pictures/<int:page>/", files.picture, name="document_picture"),
    path("<int:document_id>/files/", files.attach, name="attach"),
    path("<int:document_id>/files/<int:attachment_id>/", files.attachment, name="attachment"),
    path("<int:document_id>/files/<int:attachment_id>/remove/", files.detach, name="detach"),
]
