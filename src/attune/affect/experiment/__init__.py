"""Does support help? Who gets no messages, and the comparison of both arms."""
