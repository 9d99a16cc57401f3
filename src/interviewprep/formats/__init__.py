"""Files of other programs and this program's own bundles: one module a format, and `FORMATS`, the one table of them."""
