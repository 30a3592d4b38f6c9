"""What people type into the voices room; the forms judge input, the operations judge meaning."""
