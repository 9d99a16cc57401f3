"""Recording, playing and reading aloud, behind devices that tests can hold."""
