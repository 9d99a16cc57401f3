"""Mock interviews: choosing, the stage, marking, the report, and the sheet for a human interviewer."""
