"""Keeping an installation alive: backups and their drills, moving it elsewhere, and what its operator looks at."""
