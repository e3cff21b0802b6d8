"""Where notices stand among the settings pages."""

from orgwork import menu

menu.add_setting("消息渠道", "消息除了在门户里，还送到哪里；没送出去的在这里看", "send", "/settings/notices/", subject="settings", order=40)
