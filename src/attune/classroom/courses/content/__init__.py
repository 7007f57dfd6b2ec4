"""What the blocks of each kind hold: the typed form of `Block.content`."""
