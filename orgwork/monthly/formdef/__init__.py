"""The definition of the form, kept in the console: versions from a month on, what an item costs, what already answers it."""
