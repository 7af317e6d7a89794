"""What to do: reading, deciding, wording and changing cases; imports models, never bot."""
