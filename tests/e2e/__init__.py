"""Tests over sockets: the real client against the sandbox."""
