"""What staff put right, turned into words that a person may add to the lexicon. Pure."""
