from .delivery import Delivery, DeliveryState
from .notice import Notice

__all__ = ["Delivery", "DeliveryState", "Notice"]
