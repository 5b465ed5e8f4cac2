"""Figures and findings: pure functions from a journey's records to numbers and sentences. Each names its formula's source."""
