"""What each report claims and on whose word."""
