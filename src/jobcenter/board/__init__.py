"""The board: the pipeline of a job as people work in it."""
