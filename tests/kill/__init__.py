"""The real program, killed hundreds of times, against an account that remembers everything."""
