# A container with the auditor and nothing else; it needs no network when it runs.
# Documented, not built by this project's own tests (docs/ci/index.md).
FROM python:3.12-slim AS build
WORKDIR /src
COPY . .
RUN pip wheel --quiet --no-cache-dir --wheel-dir /wheels ".[html,pdf]"

FROM python:3.12-slim
COPY --from=build /wheels /wheels
RUN pip install --quiet --no-cache-dir --no-index --find-links /wheels "notice-auditor[html,pdf]" \
    && rm -r /wheels \
    && useradd --create-home auditor
USER auditor
WORKDIR /notices
ENTRYPOINT ["auditor"]
CMD ["check", "."]
