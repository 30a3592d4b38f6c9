"""Screens of the briefing room: each view loads through `visible_to`, calls one operation or query, and answers."""
