"""What is true only now: values that run out by themselves, in this process or, with Redis, shared by several.

One contract (`contract`), kept by two stores (`memory`, `redis_store`) and tested on both. Nothing here is ever written
to a disk: windows of a student who does not let us save summaries live here and nowhere else.
"""
