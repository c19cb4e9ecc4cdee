#!/usr/bin/env bash
# An offline bundle: Debian packages, wheels and chidao itself in one tar, to be installed where there is no network.
# Run on a machine like the target (same Debian release, same processor) that has one:  deploy/bundle.sh chidao-bundle.tar
# On the target:  tar xf chidao-bundle.tar && sudo chidao-bundle/install.sh /opt/chidao
# NO_DEBIAN=1 leaves the Debian packages out. Environment: PYTHON (default python3; the target's version).
set -euo pipefail
umask 022
out=$(realpath -m "${1:-chidao-bundle.tar}")
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bundle="$work/chidao-bundle"
mkdir -p "$bundle/wheels" "$bundle/debian/partial"

"$python" -m venv "$work/venv"
pip=("$work/venv/bin/pip" -q --disable-pip-version-check)
"${pip[@]}" download --require-hashes -r deploy/requirements.lock -d "$bundle/wheels"
"${pip[@]}" install --no-index --find-links "$bundle/wheels" hatchling
"${pip[@]}" wheel --no-index --no-deps --no-build-isolation . -w "$bundle"
cp deploy/requirements.lock deploy/install.sh deploy/chidao.service "$bundle/"

if [ "${NO_DEBIAN:-}" != 1 ]; then
  mapfile -t names < <(printf '%s\n' python3 python3-venv; cat deploy/debian.txt)
  # Every package that a bare system lacks, not only those that this machine lacks: an empty list of what is installed.
  touch "$work/status"
  apt-get install -qq -y --no-install-recommends --download-only -o Dir::State::status="$work/status" -o Dir::Cache::archives="$bundle/debian" \
    -o Debug::NoLocking=1 -o APT::Sandbox::User=root "${names[@]}" redis-server >/dev/null
  rm -rf "$bundle/debian/partial" "$bundle/debian/lock"
  printf '%s\n' "${names[@]}" > "$bundle/debian/names"
  # The index of a repository that apt can read from a folder.
  cd "$bundle/debian"
  for deb in *.deb; do
    dpkg-deb -f "$deb"
    printf 'Filename: ./%s\nSize: %s\nSHA256: %s\n\n' "$deb" "$(stat -c %s "$deb")" "$(sha256sum "$deb" | cut -d' ' -f1)"
  done > Packages
fi

cd "$bundle"
find . -type f -print0 | sort -z | xargs -0 sha256sum > "$work/sums" && mv "$work/sums" SHA256SUMS
tar cf "$out" --owner=0 --group=0 --numeric-owner -C "$work" chidao-bundle
echo "$out: $(du -h "$out" | cut -f1), $(find wheels -name '*.whl' | wc -l) wheels, $(find debian -name '*.deb' | wc -l) Debian packages, sha256 $(sha256sum "$out" | cut -d' ' -f1)"
