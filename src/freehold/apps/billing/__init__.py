"""Money: quotes, invoices, payments, bank lines, time and expenses."""
