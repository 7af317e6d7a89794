"""A resident asks to be forgotten: words, names, photos and numbers go, cases stay with neutral facts."""
