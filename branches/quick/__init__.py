"""随手记: what is written down on a phone in a few taps, with or without a connection.

A register joins by one line, `entries.add(...)`, in a module that its views import (declared.py shows the eight of this app).
"""
