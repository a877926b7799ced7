# The exporter on a base without shell and package manager. Both images can be replaced, for a mirror.
ARG BUILD_IMAGE=docker.io/library/node:24-trixie-slim@sha256:8ec5d7557396cfe32d21c3f9c13072355ceab22b584578ca4bb28af31120cffe
ARG RUNTIME_IMAGE=gcr.io/distroless/nodejs24-debian13:nonroot@sha256:9eeb7f5887d0e239e78264b06f7f11d2e14be534050481803a9e4728fcdd278e

# The machine that builds can install for all platforms, without emulation: every dependency is plain JavaScript but bcrypt, whose package
# brings its binaries for all platforms and chooses one when it is loaded. No script of a package runs.
FROM --platform=$BUILDPLATFORM ${BUILD_IMAGE} AS manifests
WORKDIR /app
COPY package.json package-lock.json .npmrc ./

# More than half of what npm installs is for others than Node.js: types and sources of TypeScript, source maps, the packages' own tests, and
# each file of the AWS SDK once more for bundlers. Licences stay.
FROM manifests AS dependencies
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
  && find node_modules -type f \( -name '*.ts' -o -name '*.mts' -o -name '*.cts' -o -name '*.map' -o -path '*/test/*' -o -path '*/dist-es/*' \) -delete

FROM manifests AS build
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
RUN npm run build

# An empty folder to give to the exporter's user.
FROM scratch AS storage
WORKDIR /storage

FROM ${RUNTIME_IMAGE}
# For --storage.path=/var/lib/iam-credential-exporter/reports: a new volume that is mounted here takes over the owner.
COPY --from=storage --chown=65532:65532 /storage /var/lib/iam-credential-exporter
# What changes least comes first: a release that touches only src/ adds one small layer. Everything else belongs to root, so the
# process cannot change its own code; a WORKDIR before the first COPY would make /app the base image's user's.
COPY --from=dependencies /app/node_modules /app/node_modules
COPY package.json LICENSE README.md CHANGELOG.md CONTRIBUTING.md SECURITY.md config.schema.json /app/
# The rules, the boards and the schema, which commands print, and the pages that say how to use them.
COPY helm /app/helm
COPY examples /app/examples
COPY docs /app/docs
COPY --from=build /app/dist /app/dist
WORKDIR /app

# Threads for files, host names and compression: a share that hangs keeps some of them.
ENV NODE_ENV=production UV_THREADPOOL_SIZE=16
EXPOSE 10063
# By number: Kubernetes can tell that it is not root (runAsNonRoot) only then. It is distroless' `nonroot`.
USER 65532:65532

# There is no shell and no curl. It asks where the variables say, since it does not see the flags, and by HTTPS where nobody answers
# plain HTTP. That the exporter asks for a login is an answer too. Where it asks for a certificate of the client, set
# IAM_CREDENTIAL_EXPORTER_WEB_PROBE_LISTEN_ADDRESS, such as :10064.
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["/nodejs/bin/node", "-e", "const { env, exit } = process; const [address] = (env.IAM_CREDENTIAL_EXPORTER_WEB_PROBE_LISTEN_ADDRESS || env.IAM_CREDENTIAL_EXPORTER_WEB_LISTEN_ADDRESS || ':10063').split(','); const { hostname, port } = new URL('http://' + address.trim().replace(/^:/, '127.0.0.1:')); const ask = (protocol) => new Promise((resolve, reject) => require(protocol).get({ host: hostname.replace('[', '').replace(']', ''), port: port || 80, path: '/-/healthy', rejectUnauthorized: false }, resolve).on('error', reject)); ask('http').catch(() => ask('https')).then((answer) => exit(answer.statusCode < 500 ? 0 : 1), () => exit(1))"]

ENTRYPOINT ["/nodejs/bin/node", "/app/dist/main.js"]

ARG VERSION=unreleased
ARG REVISION=unknown
LABEL org.opencontainers.image.title="iam-credential-exporter" \
  org.opencontainers.image.description="Prometheus exporter for the AWS IAM credential report of one or many accounts" \
  org.opencontainers.image.licenses="Apache-2.0" \
  org.opencontainers.image.version="${VERSION}" \
  org.opencontainers.image.revision="${REVISION}"
