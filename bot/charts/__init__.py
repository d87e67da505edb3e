"""Pictures of what the facts count and date: put together from any vocabulary, drawn only when asked for."""
