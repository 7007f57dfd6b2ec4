"""How the system has done over minutes, hours and a year; figures about machines, none about people."""
