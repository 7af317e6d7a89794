"""Proposals of words, as the person at the terminal sees them."""
