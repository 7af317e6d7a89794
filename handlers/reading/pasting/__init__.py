"""Parts of pasted group text. handlers/reading/pasted.py puts them together."""
