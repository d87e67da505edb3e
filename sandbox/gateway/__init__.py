"""The gateway, version 10: sessions, shards, intents, resuming and compression."""
