"""What is public, for machines: the same rows as JSON and CSV under a versioned address, described in OpenAPI."""
