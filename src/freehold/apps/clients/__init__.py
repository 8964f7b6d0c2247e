"""Clients: the people and companies that a freelancer works for."""
