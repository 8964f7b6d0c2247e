"""Job-alert mails as a source of postings: templates for boards that are known, a generic reader for all others."""
