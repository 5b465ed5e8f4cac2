"""What people hand in that is broken: each is refused in one clear sentence, and nothing is changed."""
