# The same steps as `make chat` on a fresh machine; it runs without a network.
FROM python:3.11-slim-bookworm

RUN apt-get update && apt-get install -y --no-install-recommends make && rm -rf /var/lib/apt/lists/*
RUN useradd --create-home ics
WORKDIR /home/ics/app
RUN chown ics:ics .
USER ics

COPY --chown=ics:ics pyproject.toml constraints.txt Makefile README.md LICENSE ./
COPY --chown=ics:ics assistant assistant
COPY --chown=ics:ics ui ui
COPY --chown=ics:ics evals evals
COPY --chown=ics:ics corpus corpus
RUN make setup
# The index of the briefings, so that the first start is as fast as any other.
RUN .venv/bin/ics search "functions of an integrated care system" > /dev/null

EXPOSE 8000
VOLUME /home/ics/app/.ics
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD [".venv/bin/python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health/ready', timeout=4)"]
CMD [".venv/bin/ics", "serve", "--host", "0.0.0.0"]
