"""The doors that messages come through."""
