"""Interviewers that others would build from the same models: what Hotseat is compared with."""
