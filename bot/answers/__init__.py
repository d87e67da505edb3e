"""What to say: resolving readings to facts and composing cited replies."""
