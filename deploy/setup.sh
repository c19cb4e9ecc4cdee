#!/usr/bin/env bash
# Installs what chidao needs on a fresh Debian machine: Debian packages where it may, then the locked Python packages.
# Called by the Makefile; safe to call again. Environment: PYTHON (default python3), VENV (default .venv).
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
venv=${VENV:-.venv}

# What the readers need, then what the tests need.
debian="$(paste -sd" " deploy/debian.txt) poppler-utils redis-server strace systemd chromium"
# A Python without ensurepip cannot make a virtual environment.
"$python" -c 'import ensurepip' 2>/dev/null || debian="$debian python3-venv"

missing=""
if command -v dpkg-query >/dev/null; then
  for package in $debian; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
  done
else
  missing=" $debian"
fi
if [ -n "$missing" ]; then
  as_root=""
  [ "$(id -u)" = 0 ] || as_root="sudo -n"
  if command -v apt-get >/dev/null && $as_root true 2>/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    $as_root apt-get update -qq
    # shellcheck disable=SC2086  # a list of names
    $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
  else
    echo "chidao: not installed, and no right to install them:$missing (scans and .doc/.rtf/.odt are not read without them; the rest works)"
  fi
fi

[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
"$venv/bin/python" -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
"$venv/bin/python" -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
