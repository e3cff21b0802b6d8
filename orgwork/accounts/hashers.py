from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """OWASP's argon2id figures (m=19 MiB, t=2, p=1): 50 log-ins at the deadline take 2 s on two cores (security.md 5.10)."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
