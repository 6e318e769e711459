"""What is heard in an answer: sections, claims, agency, hedging, abstraction. Incremental and pure."""
