"""A card on screen and on paper: text, formulas, pictures and what hides parts of them."""
