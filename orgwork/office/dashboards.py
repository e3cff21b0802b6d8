"""The office's tile on the overview."""

from orgwork.dashboards.registry import OVERVIEW, tile

tile(OVERVIEW, "number", "省市媒体刊发", ("office.publications", ""), order=60)
