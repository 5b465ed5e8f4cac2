"""Figures and findings: pure functions from a journey's records to numbers and sentences. Formulas are METHOD's."""
