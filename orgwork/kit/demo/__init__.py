"""The invented district: a registry of steps that every app adds to in its `demo.py` (contract.md 2, `demo`)."""

from . import accounts, places
from .registry import run_steps, step
from .world import Options, World

__all__ = ["Options", "World", "accounts", "places", "run_steps", "step"]
