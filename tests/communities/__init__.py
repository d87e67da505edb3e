"""Tests on fact bases of other communities."""
