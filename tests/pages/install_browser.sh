#!/bin/sh
# Installs the Chromium that the tests of the pages drive, where root and apt-get allow it, and
# says so where they do not. Never fails: without a browser those tests fail by themselves.

for name in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
[ -z "$IRP_CHROMIUM" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "tests: installing chromium and a plain font"
    apt-get update -qq >/dev/null 2>&1 </dev/null
    for name in chromium-headless-shell chromium; do  # the first, where there is one, is smaller
        DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends "$name" fonts-liberation \
            >/dev/null 2>&1 </dev/null && exit 0
    done
    echo "tests: apt-get could not install chromium; the tests of the pages will fail" >&2
else
    echo "tests: there is no Chromium, and no root and apt-get to install it with;" \
        "the tests of the pages will fail (IRP_CHROMIUM names one elsewhere)" >&2
fi
exit 0
