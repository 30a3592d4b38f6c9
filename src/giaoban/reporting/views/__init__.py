"""Screens of the reporting room: each view loads through `visible_to`, calls one operation or query, and answers."""
