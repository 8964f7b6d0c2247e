"""What was spent, with the receipt."""

from __future__ import annotations

from decimal import Decimal

from django.db import models

from freehold.kit.scoping import WorkspaceOwned


class Expense(WorkspaceOwned):
    """A cost. `gross` = `net` + `tax`, in `currency`. `receipt` is a path below MEDIA_ROOT, `receipt_sha256` its hash.

    A billable expense goes on by a line with `markup_percent` on top. `supplier_number` is the supplier's invoice number.
    `einvoice` keeps the read term model of an incoming e-invoice.
    """

    day = models.DateField()
    supplier = models.CharField(max_length=200)
    supplier_number = models.CharField(max_length=100, blank=True)
    supplier_vat_id = models.CharField(max_length=30, blank=True)
    description = models.CharField(max_length=500, blank=True)
    category = models.CharField(max_length=40, blank=True)
    currency = models.CharField(max_length=3)
    net = models.DecimalField(max_digits=14, decimal_places=3)
    tax = models.DecimalField(max_digits=14, decimal_places=3, default=Decimal(0))
    gross = models.DecimalField(max_digits=14, decimal_places=3)
    base_rate = models.DecimalField(max_digits=20, decimal_places=10, null=True, blank=True)
    client = models.ForeignKey("clients.Client", on_delete=models.RESTRICT, null=True, blank=True, related_name="+")
    project = models.ForeignKey("billing.Project", on_delete=models.RESTRICT, null=True, blank=True, related_name="expenses")
    billable = models.BooleanField(default=False)
    markup_percent = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal(0))
    line = models.ForeignKey("billing.Line", on_delete=models.SET_NULL, null=True, blank=True, related_name="expenses")
    receipt = models.FileField(upload_to="receipts/", max_length=300, blank=True)
    receipt_name = models.CharField(max_length=200, blank=True)
    receipt_type = models.CharField(max_length=60, blank=True)
    receipt_sha256 = models.CharField(max_length=64, blank=True)
    einvoice = models.JSONField(null=True, blank=True)
    due_date = models.DateField(null=True, blank=True)
    paid_on = models.DateField(null=True, blank=True)
    origin = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-day", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "supplier", "supplier_number"], condition=~models.Q(supplier_number=""), name="expense_number_once"
            )
        ]
        indexes = [models.Index(fields=["workspace", "-day"], name="expense_by_day")]
