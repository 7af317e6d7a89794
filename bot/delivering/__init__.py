"""Changes on their way to other systems, and notices on their way to departments."""
