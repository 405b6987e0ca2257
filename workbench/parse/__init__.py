"""Text in, spans out: nothing here knows of articles, files or pandas."""
