"""Drafts for parts two to four, drawn from the data: what is weak, what is open, what units propose. A person takes or leaves each."""
