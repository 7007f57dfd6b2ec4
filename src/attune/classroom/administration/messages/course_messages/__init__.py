"""Support messages that tutors write for their courses; an administrator reads them before they are said."""
