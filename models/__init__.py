"""What is stored and what is always true; imports nothing of handlers or bot."""
