"""How the demo wins its work: clients, outreach, proposals and the public page, read from the trade's file and written by real services."""
