"""Floor 2: one package per outside thing; none knows another, none knows an app."""
