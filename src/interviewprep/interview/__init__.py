"""How a mock interview runs, from its file to its report. Pure: no clock, no database, no window."""
