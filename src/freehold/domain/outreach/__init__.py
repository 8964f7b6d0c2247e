"""Approaching people: what the law of their country allows, when and how many, and how an approach goes on; pure."""
