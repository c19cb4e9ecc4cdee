"""What people say is right: references, agreement with them, what a change gained and lost."""
