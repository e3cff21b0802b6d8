"""The month's form as a workbook: downloaded, filled in without a connection, read back by the same services as the page."""
