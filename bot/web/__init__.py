"""The pages: the cadre's phone, the leader's desk, doors for other systems. All call the actions that chat calls."""
