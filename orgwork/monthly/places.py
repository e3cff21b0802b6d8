"""Where the monthly report stands in the rail."""

from orgwork import menu

menu.add("monthly", "月报", "calendar-stats", "/monthly/", subject="monthly", group=1, phone=True, order=10)
