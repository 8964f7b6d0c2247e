"""Addresses of payments and of bank lines that wait to be checked (included in the billing namespace)."""

from django.urls import path

from freehold.apps.billing.views import payments, reconcile, refunds

urlpatterns = [
    path("payments/", payments.listing, name="payments"),
    path("payments/<int:payment_id>/refund/", refunds.refund, name="payment_refund"),
    path("payments/<int:payment_id>/undo/", payments.undo, name="payment_undo"),
    path("payments/parts/<int:allocation_id>/undo/", payments.undo_part, name="part_undo"),
    path("payments/for/<int:document_id>/", payments.record, name="record_payment"),
    path("payments/for/<int:document_id>/credit/", payments.use_credit, name="use_credit"),
    path("payments/for/<int:document_id>/let-go/", payments.let_go, name="let_go"),
    path("payments/check/", reconcile.to_check, name="to_check"),
    path("payments/check/progress/", reconcile.work, name="match_work"),
    path("payments/check/again/", reconcile.again, name="match_again"),
    path("payments/check/<int:line_id>/search/", reconcile.search, name="match_search"),
    path("payments/check/<int:line_id>/choose/", reconcile.choose, name="match_choose"),
    path("payments/check/<int:line_id>/accept/<int:place>/", reconcile.accept, name="match_accept"),
    path("payments/check/<int:line_id>/decline/<int:place>/", reconcile.decline, name="match_decline"),
    path("payments/check/<int:line_id>/aside/", reconcile.aside, name="match_aside"),
    path("payments/check/<int:line_id>/back/", reconcile.back, name="match_back"),
]
