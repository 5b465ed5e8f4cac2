"""What things are: record types, their fields, limits and rules. Pure: no store, no screen, no network."""
