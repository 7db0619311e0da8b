"""Importing and exporting records: files in, files out, through the one write pipeline."""
