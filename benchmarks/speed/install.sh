#!/bin/sh
# Installs what the benchmarks compare with beyond the project's own packages, where root and
# apt-get allow it. Never fails: what is missing is told as not measured.

command -v pdftotext >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "bench: installing poppler-utils"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends poppler-utils; } >/dev/null 2>&1 && exit 0
    echo "bench: apt-get could not install poppler-utils" >&2
else
    echo "bench: pdftotext is missing, and not to be had without root and apt-get" >&2
fi
echo "bench: running without pdftotext; it is told as not measured" >&2
