"""The words of a report against its data: what is read out of the text, what is tested, what is offered instead."""
