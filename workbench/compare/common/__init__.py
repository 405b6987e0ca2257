"""What every comparison rests on: passages, their words, and how two stretches of words are aligned."""
