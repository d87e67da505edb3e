"""The parts of `benchmarks.soak`: the facts, the ledger, the crowd and the weather."""
