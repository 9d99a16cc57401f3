"""The page that finds cards by their words."""
