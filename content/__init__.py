"""Rounds, competencies, companies and levels as validated data. Imports nobody."""
