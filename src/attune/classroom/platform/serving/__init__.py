"""Serving over HTTP: uvicorn's event loop in front, Flask's views in threads behind.

The way of a request: `protocol` reads its head within a deadline, `receiving` its whole body, `gateway` hands it to a
thread (`threads`) and writes the answer; what is long or open-ended (`bodies`) is written by the event loop alone.
"""
