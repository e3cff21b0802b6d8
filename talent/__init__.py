"""人才：the registers of talent plug in here (mission.md P21)."""
