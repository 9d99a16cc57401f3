"""From a card's Markdown to safe HTML and to reading text. Pure: no Qt."""
