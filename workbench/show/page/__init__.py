"""Articles, passages and versions as HTML: every word of an article is escaped, every passage has its address."""
