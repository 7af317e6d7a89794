"""One encrypted file with everything that is worth keeping, made while the program runs, and the way back from it."""
