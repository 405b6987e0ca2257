"""Articles and passages that several outlets print alike."""
