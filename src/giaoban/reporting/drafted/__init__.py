"""A form while it is written, pure: what it holds, how it is edited, what is wrong with it, how it differs from another."""
