"""The network that tells whether something occludes a face: drawn occlusions, training, card."""
