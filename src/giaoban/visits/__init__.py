"""How many read: visits, readers of a page, who is here now; counted without knowing anybody."""
