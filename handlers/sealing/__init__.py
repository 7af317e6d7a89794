"""Numbers that point at a person: masked in what is stored, the originals locked away under a key of the operator's."""
