"""Quotations against a reference, such as a transcript."""
