"""SAM.gov, the contract opportunities of the United States, asked with a key of your own."""
