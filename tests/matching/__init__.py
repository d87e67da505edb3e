"""Tests of how questions are read, most of them over the invented community in `kites/`."""
