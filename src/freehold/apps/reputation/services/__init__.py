"""The writes of reputation: keys, files, asking for testimonials, what clients do by their link, choices, forgetting."""
