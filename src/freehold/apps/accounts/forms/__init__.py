"""The forms of the wizard, the profile and the settings."""
