"""Result frame in, chart out; corpus in, explorer out. Every mark leads back to its passage."""
