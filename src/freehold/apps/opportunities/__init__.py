"""Postings from every channel as one inbox: found, analysed, matched, decided."""
