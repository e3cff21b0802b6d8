"""From validated rows to records by sets: COPY into a staging table, one match, one update, one insert
(performance.md, Import).
"""
