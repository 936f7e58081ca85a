FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/var/lib/alignment/data KEY_DIR=/var/lib/alignment/keys
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json LICENSE ./
COPY migrations migrations
COPY static static
COPY views views
COPY src src
RUN mkdir -p /var/lib/alignment && chown node:node /var/lib/alignment
USER node
VOLUME /var/lib/alignment
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# The root file system may be read-only; the PDF browser unpacks itself into /tmp and is run from there.
CMD ["node", "--import=./src/keep-compiled.ts", "--max-semi-space-size=4", "src/server.ts"]
