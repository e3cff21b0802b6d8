"""Background work. The Job row is the truth; Celery rings the bell (docs/adr). Import from `orgwork.jobs.services`."""
