"""Calculation drills: safe arithmetic, drawing numbers, reading answers, naming slips. Pure."""
