"""Mail that leaves: an outbox whose mails go out at most once, and only after a person has allowed their kind."""
