"""What the cogs share: the client, asking for a member, sending, buttons, errors, registration."""
