"""A local stand-in for Discord: REST and gateway over real sockets, with a page to talk in."""
