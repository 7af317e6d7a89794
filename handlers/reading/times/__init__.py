"""Parts of a time in words: days, hours, spans, feasts, vague words. handlers/reading/when.py puts them together."""
