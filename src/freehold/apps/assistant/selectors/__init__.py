"""The reads of the assistant: names that may be meant, the search over everything, what needs the person, drafts."""
