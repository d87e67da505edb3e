"""Looking after the bot: the gate before new facts, what members asked in vain, each server's own rules."""
