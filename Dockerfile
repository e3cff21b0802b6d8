# Front-end assets by lock file; nothing else of Node.js reaches the image.
FROM node:22-bookworm-slim AS assets
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts

# The locked requirements, every file checked against its hash.
FROM python:3.11-slim-bookworm AS packages
WORKDIR /src
COPY requirements.txt requirements-uv.txt ./
RUN python -m venv /opt/venv && /opt/venv/bin/python -m pip install --no-cache-dir --require-hashes -r requirements-uv.txt
RUN /opt/venv/bin/python -m uv pip sync --no-cache --compile-bytecode --python /opt/venv/bin/python requirements.txt

FROM python:3.11-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DJANGO_SETTINGS_MODULE=orgwork.settings.prod
RUN useradd --system --uid 10001 --home-dir /srv/orgwork --shell /usr/sbin/nologin orgwork
WORKDIR /srv/orgwork
COPY --from=packages /opt/venv /opt/venv
COPY --from=assets /src/node_modules node_modules
COPY . .
RUN SECRET_KEY=only-for-this-step ALLOWED_HOSTS=localhost python manage.py collectstatic --noinput --verbosity 0 \
    && rm -rf node_modules \
    && install -d -o orgwork -g orgwork -m 0700 /srv/orgwork/var/media /keys
USER orgwork
EXPOSE 8000
CMD ["python", "-m", "gunicorn", "orgwork.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "8", \
     "--no-control-socket", "--worker-tmp-dir", "/dev/shm", "--access-logfile", "-"]
