"""Word choice: keyness, concordance, hedges and intensifiers."""
