from .base import Kept
from .post import Post
from .unit import Unit
from .user import SYSTEM_USERNAME, User, system_user

__all__ = ["SYSTEM_USERNAME", "Kept", "Post", "Unit", "User", "system_user"]
