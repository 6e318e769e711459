"""The interviewer: a pure function from events to decisions, its journal and its scores. No Qt, no device."""
