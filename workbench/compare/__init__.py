"""Corpus in, result frames out: one row per finding, each with the addresses of its evidence."""
