#!/usr/bin/env bash
# Installs chidao from the bundle that this file lies in, without the network. Usage: install.sh [folder]  (default /opt/chidao)
# REDIS=1 adds Redis, for workers of their own (CHIDAO_QUEUE); NO_DEBIAN=1 leaves all Debian packages out. A second run replaces what the first installed.
set -euo pipefail
umask 022 # the service runs as another user
cd "$(dirname "$0")"
bundle=$PWD
target=${1:-/opt/chidao}
sha256sum --quiet -c SHA256SUMS

if [ "${NO_DEBIAN:-}" != 1 ]; then
  [ "$(id -u)" = 0 ] || { echo "install.sh: Debian packages are installed by root only (or NO_DEBIAN=1)" >&2; exit 1; }
  # apt sees this bundle and nothing else, so it asks no network; the system's own sources and lists stay as they are.
  state=$(mktemp -d)
  trap 'rm -rf "$state"' EXIT
  ln -s "$bundle/debian" "$state/debian"
  echo "deb [trusted=yes] file:$state/debian ./" > "$state/sources.list"
  mkdir -p "$state/lists/partial" "$state/archives/partial"
  from_bundle=(-qq -o Dir::Etc::SourceList="$state/sources.list" -o Dir::Etc::SourceParts=/dev/null -o Dir::State::Lists="$state/lists"
    -o Dir::Cache="$state" -o APT::Sandbox::User=root)
  apt-get "${from_bundle[@]}" update
  mapfile -t names < debian/names
  [ "${REDIS:-}" != 1 ] || names+=(redis-server)
  DEBIAN_FRONTEND=noninteractive apt-get "${from_bundle[@]}" install -y --no-install-recommends "${names[@]}" >/dev/null
fi

python3 -m venv --clear "$target/.venv"
pip=("$target/.venv/bin/pip" install -q --disable-pip-version-check --no-index)
"${pip[@]}" --find-links wheels --require-hashes -r requirements.lock
"${pip[@]}" --no-deps chidao-*.whl
cp chidao.service "$target/"
"$target/.venv/bin/chidao" doctor
