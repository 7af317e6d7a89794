"""What people write to the bot in private: one file for each thing that a message can mean."""
