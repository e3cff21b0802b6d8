"""From the cells of a sheet to the columns of a roster: header, titles, group rows, footers, merged cells
(rosters.md 2).
"""
