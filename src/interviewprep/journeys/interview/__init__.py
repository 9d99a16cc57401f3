"""A mock interview from the draw to what it does to the cards."""
