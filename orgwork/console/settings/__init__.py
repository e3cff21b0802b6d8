"""设置: the index of the settings pages, and the page of the numbers that a regulation or a custom sets."""
