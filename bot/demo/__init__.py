"""What a newcomer sees in the first minute: stories on a stage, then a group to type in."""
