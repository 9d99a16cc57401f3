"""What a user does: each journey owns its transactions and returns frozen values."""
