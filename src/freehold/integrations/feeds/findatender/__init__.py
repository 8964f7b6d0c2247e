"""Find a Tender, the larger public contracts of the United Kingdom."""
