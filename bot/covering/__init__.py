"""Faces and plates in photos are covered before a group sees them. Needs the packages of `make photos`."""
