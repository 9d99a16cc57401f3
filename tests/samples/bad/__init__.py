"""Files that were made to deceive, to stall, to fill disks, or that are merely damaged; made anew for each test run."""
