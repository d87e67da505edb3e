"""A Discord bot that answers from facts a community curates itself, every answer cited."""
