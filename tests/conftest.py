"""What holds for every test: examples that Hypothesis makes up are the same each time, however slow the machine is.

`--hypothesis-profile explore` makes up new ones.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# How long an example takes says how busy the machine is, and so does how quickly they are made up.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.register_profile("explore", PATIENT, derandomize=False)
settings.register_profile("same each time", PATIENT, derandomize=True, database=None)
settings.load_profile("same each time")
