"""PostgreSQL and Valkey from their wheels, for a machine that has neither.

`with ensure(root):` puts working addresses into DATABASE_URL and REDIS_URL. What the environment already names is left
alone; what another process keeps running is shared and left running; what had to be started ends with its last user,
even when that user is killed: each holds a shared file lock, and a small keeper process stops the server once none is
held.
"""

from .ensure import Servers, ensure, wipe
from .places import Place, Trouble

__all__ = ["Place", "Servers", "Trouble", "ensure", "wipe"]
