"""Running the bot: logging, health."""
