"""The running program: command line, channels, database, scheduler; the only part that asks the clock."""
