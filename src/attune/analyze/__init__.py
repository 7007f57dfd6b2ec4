"""`attune analyze`: what a model reads in a picture, a folder, a video or a camera. Neither the platform nor torch."""
