# The command on a Debian 12 without Swift. docs/install.md says which of these steps were tried, and where.
#   docker build -t concord . && docker run --rm -v "$PWD":/work concord reproduce --profile smoke
FROM swift:6.3-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends make git xz-utils && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN make dist && mkdir /built && tar -xJf dist/concord-*.tar.xz --strip-components=1 -C /built

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends libopenblas0-pthread libhdf5-103-1 libssl3 zlib1g liblzma5 libpcre2-8-0 \
    libjpeg62-turbo libpng16-16 libstdc++6 gnuplot-nox fonts-liberation dataset-fashion-mnist && rm -rf /var/lib/apt/lists/*
COPY --from=build /built /usr/local
WORKDIR /work
ENTRYPOINT ["concord"]
CMD ["--help"]
