"""The objects that an app is made of."""
