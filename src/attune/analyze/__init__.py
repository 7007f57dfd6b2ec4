"""`attune analyze`: what a model reads in an image, a folder, a video or a camera. Neither the platform nor torch."""
