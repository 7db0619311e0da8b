"""Uploaded files: received, cleaned, kept, and shown only to those who may read the field that holds them."""
