"""The product's stories in a real browser, against the real app."""
