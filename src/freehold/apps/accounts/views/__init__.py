"""The pages: sign-in, first run, profile, settings."""
