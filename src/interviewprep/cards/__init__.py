"""What a card says: deck files as values, their text, faces, drills and HTML. Pure: no Qt, no database."""
