"""Floor 4: settings, urls, wiring. The only place that knows everything."""
