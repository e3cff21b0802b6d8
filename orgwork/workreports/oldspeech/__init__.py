"""A speech of an earlier year, its numbers gone and × in their place, becomes a template: each × is offered the slot that fits."""
