"""Which weights exist, where they come from and where they lie. Imports nobody."""
