"""Reads of the voices room that span models."""
