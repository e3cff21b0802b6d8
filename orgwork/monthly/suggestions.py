"""What weak figures of the monthly reports mean."""

from orgwork.kit import params
from orgwork.workreports.suggesting.registry import problem

params.declare(
    "monthly.on_time_goal", label="月报按时率的要求", default=95, unit="%", source="本区工作要求（可改）", minimum=1, maximum=100
)
problem("monthly.reports_on_time_rate", text="有的社区报送月报不够及时", standard="monthly.on_time_goal")
