"""Lets the tests of the sandbox import their helpers by name, and the benchmarks.

This folder cannot be a package: it would be one called `sandbox`, and hide the one under test.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.append(str(Path(__file__).parents[2]))
