"""Pages of the news room: for readers and machines, for editors, for a leader with a link."""
