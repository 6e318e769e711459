"""Preparing between rounds: the story bank, drills, flash cards and the plan. Pure rules, and one store."""
