"""From what is known of a learner to the cause to speak: what they say, then what they do, and last an expression."""
