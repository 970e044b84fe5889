#!/bin/sh
# Installs what the campaign's producers need beyond Python packages, where root and apt-get allow
# it, and says what is missing where they do not. Never fails: a producer that lacks something is
# left out, and the results say so.
# Usage: install.sh PYTHON

python=$1
missing=""

# LibreOffice may be there without Writer.
if [ ! -e "$(dirname "$(readlink -f "$(command -v soffice)")")/libswlo.so" ]; then
    missing="$missing libreoffice-writer-nogui"
fi
if ! "$python" -c 'import weasyprint' >/dev/null 2>&1; then
    missing="$missing libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
fi
# Other letters break lines elsewhere, so that the numbers would differ from machine to machine.
if ! fc-list 2>/dev/null | grep -q 'Liberation'; then
    missing="$missing fonts-liberation fontconfig"
fi

[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "accuracy: installing$missing"
    # shellcheck disable=SC2086 # a list of packages
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends $missing; } >/dev/null 2>&1 && exit 0
    echo "accuracy: apt-get could not install$missing" >&2
else
    echo "accuracy: not installed, and not to be had without root and apt-get:$missing" >&2
fi
echo "accuracy: running without the producers that need them; they are told as not measured" >&2
