"""Invoices by the terms of EN 16931: the model, its totals, its references and its life."""
