"""ID numbers of nobody."""

from datetime import date, timedelta

COUNTY = "410399"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"


def id_number(n, *, birth=None, sex="1"):
    """The `n`-th invented number (n < 400 for one birth day), check character and all."""
    birth = birth or date(1950, 1, 1) + timedelta(days=n // 400)
    sequence = 2 * (n % 400) + (1 if sex == "1" else 0)
    digits = f"{COUNTY}{birth:%Y%m%d}{sequence:03d}"
    return digits + CHECKS[sum(int(d) * w for d, w in zip(digits, WEIGHTS, strict=True)) % 11]
