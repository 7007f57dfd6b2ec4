"""A simulated term: a school of synthetic students that is lived through the platform's own services, and exported."""
