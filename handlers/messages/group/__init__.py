"""What people say in a group: one file for each thing that a message can mean."""
