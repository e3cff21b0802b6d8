"""整顿：rectification campaigns and cases plug in here (mission.md P9)."""
