"""Our own deck files, folders and bundles."""
