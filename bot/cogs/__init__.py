"""The Discord side: one cog a capability, each thin: parse, call, render."""
