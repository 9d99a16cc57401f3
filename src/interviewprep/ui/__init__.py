"""What the user sees. Nothing here is imported by the layers below."""
