"""Tests of the fact base and its files."""
