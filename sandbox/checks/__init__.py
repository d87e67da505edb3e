"""Discord's limits on what a bot sends, free of sockets and state."""
