"""`make run`: the whole portal in one terminal, for a trial, a training room or a developer."""
