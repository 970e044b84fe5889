"""Mutated inputs of every kind, each of which must end in a typed way: `make fuzz`."""
