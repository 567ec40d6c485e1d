"""The pages of community events."""
