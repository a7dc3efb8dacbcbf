"""Definitions, rules and settings in force."""
