"""How large a run is: BENCH_SCALE=small for a look, BENCH_N for the members of the import."""

import os

SMALL = os.environ.get("BENCH_SCALE") == "small"
MEMBERS = int(os.environ.get("BENCH_N", "5000" if SMALL else "100000"))
FEW, MANY = (1_000, 50_000) if SMALL else (10_000, 1_000_000)
COMMUNITIES = 50 if SMALL else 1_000
# The months: communities in M1 and M2, communities and months of the test year, months and items of R1's facts.
MONTH_COMMUNITIES = 50 if SMALL else 1_000
YEAR = (10, 3) if SMALL else (100, 12)
FACTS = (10, 12, 100) if SMALL else (1_000, 12, 100)
SAVES = 2 if SMALL else 6
ROUNDS = 3
PAIRS = 5
# The slow peers import fewer rows; their time is scaled by the rows, which flatters them: none grows slower than linearly.
STOCK, TUNED, BULK = (200, 500, 2_000) if SMALL else (1_000, 5_000, 20_000)
