"""Pages that carry a schema.org JobPosting."""
