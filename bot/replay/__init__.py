"""Transcripts in, predictions out, through the very same pipeline as a real group."""
