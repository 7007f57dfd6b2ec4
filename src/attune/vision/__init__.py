"""Frame -> reading: find a face, crop it by the contract, classify its expression, say how far to trust it."""
