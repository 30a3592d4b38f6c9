"""What can be said of words without knowing whose they are: sentences, repeats, claims, figures in text. Pure."""
