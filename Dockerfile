# syntax=docker/dockerfile:1
# The bot in a small image. Facts and configuration are mounted over the defaults:
#   docker run -e DISCORD_TOKEN=... -v ./knowledge:/app/knowledge:ro -v ./config.yaml:/app/config.yaml:ro \
#     --read-only --tmpfs /tmp -v lpbot-state:/state lpbot
ARG PYTHON=3.13

FROM python:${PYTHON}-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /venv
WORKDIR /src
COPY requirements/run.txt requirements/run.txt
RUN /venv/bin/python -m pip install --require-hashes --requirement requirements/run.txt
COPY pyproject.toml README.md ./
COPY bot bot
COPY sandbox sandbox
RUN /venv/bin/python -m pip install --no-deps --no-build-isolation .

FROM python:${PYTHON}-slim
RUN useradd --system --uid 10001 --home-dir /app lpbot && install --directory --owner=lpbot /state
COPY --from=build /venv /venv
WORKDIR /app
COPY knowledge knowledge
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    LPBOT_STATE_DIR=/state \
    LPBOT_LOG_FORMAT=json \
    LPBOT_HEALTH_PORT=8099
USER 10001
VOLUME /state
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["python", "-m", "bot.ops.health"]
ENTRYPOINT ["lpbot"]
CMD ["run"]
