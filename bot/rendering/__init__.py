"""Showing a reply: the same structure as plain text and as Discord's markdown."""
