"""A whole room at work, by script: a facilitator, a projector and fifty phones that speak the protocol."""
