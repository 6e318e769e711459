"""A loop of rounds: who asks, what is carried from round to round, and the meeting afterwards."""
