"""Reading a workbook nobody vouches for: in a child process, within limits, by its content (contract.md 3,
security.md 5).

`reader.open_workbook` is the way in. The modules beside it run inside the child and import nothing of the portal.
"""
