"""The institution's own word for whoever teaches: tutor, teacher, coach."""
