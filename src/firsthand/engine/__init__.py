"""Who runs the stages: the local engine is the reference."""
