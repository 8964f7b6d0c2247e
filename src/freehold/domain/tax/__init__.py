"""Tax on an invoice: dated rates, VAT numbers, which case applies and why, its legal wording, and what clients withhold."""
