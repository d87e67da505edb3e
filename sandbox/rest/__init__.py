"""The REST API, version 10, as far as a bot's client calls it."""
