"""Parts of a cadre's answer. handlers/reading/cadre_reply.py puts them together."""
