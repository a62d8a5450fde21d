FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY bot/zalo-oa-sdk/package.json bot/zalo-oa-sdk/
COPY server/storage/embedded/package.json server/storage/embedded/
RUN npm ci
COPY tsconfig.json tsconfig.base.json ./
COPY content content
COPY courses courses
COPY bot bot
COPY server server
RUN npm run build && npm prune --omit=dev && mkdir data

FROM node:22-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/bot/zalo-oa-sdk/package.json bot/zalo-oa-sdk/
COPY --from=build /app/bot/zalo-oa-sdk/dist bot/zalo-oa-sdk/dist
COPY --from=build /app/server/storage/embedded/package.json server/storage/embedded/
COPY --from=build /app/server/storage/embedded/dist server/storage/embedded/dist
COPY --from=build /app/content content
COPY --from=build /app/dist dist
COPY --from=build --chown=node:node /app/data data
USER node
VOLUME /app/data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/readyz`).then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/server/main.js"]
