# Runs importwatch as the only process of a container. Put the package, importwatch-<version>.tgz, into
# this folder (npm run pack makes it). Then run: docker build --tag importwatch .
FROM node:24-alpine AS package
WORKDIR /image/opt/importwatch
COPY importwatch-*.tgz /importwatch.tgz
RUN tar -xzf /importwatch.tgz --strip-components=1 \
  && mkdir -p /image/usr/local/bin \
  && ln -s /opt/importwatch/bin/importwatch.js /image/usr/local/bin/importwatch

FROM node:24-alpine
COPY --from=package /image/ /
# The user "node" of the base image, as a number: Kubernetes can tell that it isn't root.
USER 1000:1000
WORKDIR /work
# No shell in between: a signal to the container reaches importwatch.
ENTRYPOINT ["node", "/opt/importwatch/bin/importwatch.js"]
CMD ["--help"]
