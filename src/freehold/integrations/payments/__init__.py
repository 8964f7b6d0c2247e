"""Payment providers: the accounts at Stripe and others through which clients pay online."""
