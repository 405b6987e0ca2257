"""The same utterance in several articles: found, classed, and laid word under word."""
