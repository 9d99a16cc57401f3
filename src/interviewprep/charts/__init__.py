"""From numbers to marks on a plane, and from marks to SVG. The window paints the same marks."""
