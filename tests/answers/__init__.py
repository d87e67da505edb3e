"""Tests of what is answered, most of them over the invented community in `../matching/kites/`."""
