"""Whole articles: their size, what cleaning set aside, and how far a finding depends on definitions."""
