"""Tables and workbooks, read and written."""
