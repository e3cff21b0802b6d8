"""干部：the registers of cadres plug in here (mission.md P14–P20)."""
