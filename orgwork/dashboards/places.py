"""Where the boards stand in the rail."""

from orgwork import menu

menu.add("dashboard", "看板", "chart-bar", "/dashboard/", subject="figures", group=1, order=30)
