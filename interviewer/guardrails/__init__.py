"""The guardrail sheet: what was agreed before a launch, in figures that can be computed with and spoken against."""
