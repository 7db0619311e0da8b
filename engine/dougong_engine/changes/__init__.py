"""What differs between two versions of a design, as values that can be shown, judged, applied and undone."""
