"""Files of other programs: what they would change here, and doing so whole or not at all."""
