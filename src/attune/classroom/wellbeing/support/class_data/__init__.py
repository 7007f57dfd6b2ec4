"""What may be told a student of their class: figures that have passed disclosure control, and no others."""
