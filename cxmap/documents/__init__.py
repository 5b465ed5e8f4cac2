"""From a journey to something drawn: pure geometry, and drawings made of it."""
