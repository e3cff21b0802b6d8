"""Pages of the roster import: upload, preview, commit, undo, and the files around them."""
