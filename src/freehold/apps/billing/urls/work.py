"""Addresses of projects, time and expenses (included in the billing namespace)."""

from django.urls import path

from freehold.apps.billing.views import bill_work, expenses, projects, time

urlpatterns = [
    path("time/", time.week_page, name="time"),
    path("time/timer/", time.timer, name="time_timer"),
    path("time/<int:entry_id>/", time.edit, name="time_entry"),
    path("time/<int:entry_id>/stop/", time.stop, name="time_stop"),
    path("time/<int:entry_id>/discard/", time.discard, name="time_discard"),
    path("time/<int:entry_id>/again/", time.again, name="time_again"),
    path("time/<int:entry_id>/delete/", time.delete, name="time_delete"),
    path("time/restore/<str:token>/", time.restore, name="time_restore"),
    path("time/bill/<int:client_id>/", bill_work.choose, name="bill_work"),
    path("projects/", projects.listing, name="projects"),
    path("projects/add/", projects.add, name="project_add"),
    path("projects/<int:project_id>/", projects.edit, name="project"),
    path("projects/<int:project_id>/close/", projects.close, name="project_close"),
    path("projects/<int:project_id>/delete/", projects.delete, name="project_delete"),
    path("expenses/", expenses.listing, name="expenses"),
    path("expenses/add/", expenses.add, name="expense_add"),
    path("expenses/<int:expense_id>/", expenses.edit, name="expense"),
    path("expenses/<int:expense_id>/receipt/", expenses.receipt, name="expense_receipt"),
    path("expenses/<int:expense_id>/paid/", expenses.paid, name="expense_paid"),
    path("expenses/<int:expense_id>/delete/", expenses.delete, name="expense_delete"),
]
