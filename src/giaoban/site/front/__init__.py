"""What stands before Django: who is really asking, pages that are kept, and the counting of readers."""
