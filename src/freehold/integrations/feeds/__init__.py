"""Sources of postings: one package per kind, each with a pure transform and a provider that fulfils `PostingSource`."""
