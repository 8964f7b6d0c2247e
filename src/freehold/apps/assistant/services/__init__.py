"""What the assistant does with a question: understand it, check its values, preview, run once, take back, prepare drafts."""
