"""Which sentences tell the same fact, and which only one article tells."""
