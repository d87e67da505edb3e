"""What is known: the fact base, its files, and the live book that serves it."""
