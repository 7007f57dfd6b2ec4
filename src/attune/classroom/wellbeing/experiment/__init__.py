"""Does support help? The trial of support messages and its report."""
