"""Risks that a freelancer can see coming: dependence, exposure to automation, competition, concentration."""
