"""The plan: which stage follows which."""
