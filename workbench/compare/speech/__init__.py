"""Who is named and who speaks: counts per outlet, and what is given to different speakers."""
