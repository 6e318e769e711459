"""From what was heard to scores, verdict and advice. Pure."""
