"""freelancermap, a market of projects that is read by its feeds and by pasted pages."""
