#!/usr/bin/env bash
# An offline bundle: Debian packages, wheels and chidao itself in one tar, to be installed where there is no network.
# Run on a machine like the target (same Debian release, same processor) that has one:  deploy/bundle.sh chidao-bundle.tar
# On the target:  tar xf chidao-bundle.tar && sudo chidao-bundle/install.sh /opt/chidao
set -euo pipefail
out=$(realpath -m "${1:-chidao-bundle.tar}")
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bundle="$work/chidao-bundle"
mkdir -p "$bundle/wheels" "$bundle/debian/partial"

# The tests' own packages are in the lock, too: one lock, one set of hashes.
"$python" -m venv "$work/venv"
"$work/venv/bin/pip" download -q --disable-pip-version-check --require-hashes -r requirements.lock -d "$bundle/wheels"
"$work/venv/bin/pip" install -q --disable-pip-version-check --no-index --find-links "$bundle/wheels" hatchling editables
"$work/venv/bin/pip" wheel -q --disable-pip-version-check --no-deps --no-build-isolation . -w "$bundle"
cp requirements.lock "$bundle/"

# Every package that a bare system lacks, not only those that this machine lacks.
debian="python3 python3-venv tesseract-ocr tesseract-ocr-vie libreoffice-writer-nogui antiword fonts-liberation2 redis-server"
touch "$work/status"
# shellcheck disable=SC2086  # a list of names
apt-get install -qq -y --no-install-recommends --download-only -o Dir::State::status="$work/status" -o Dir::Cache::archives="$bundle/debian" \
  -o Debug::NoLocking=1 -o APT::Sandbox::User=root $debian >/dev/null
rm -rf "$bundle/debian/partial" "$bundle/debian/lock"
(cd "$bundle" && find . -type f ! -name SHA256SUMS -print0 | sort -z | xargs -0 sha256sum > SHA256SUMS)

cat > "$bundle/install.sh" <<'INSTALL'
#!/usr/bin/env bash
# Installs chidao from this folder, without the network. Usage: install.sh [folder]  (default /opt/chidao)
# NO_DEBIAN=1 leaves the Debian packages out.
set -euo pipefail
cd "$(dirname "$0")"
target=${1:-/opt/chidao}
sha256sum --quiet -c SHA256SUMS
if [ "${NO_DEBIAN:-}" != 1 ]; then
  dir=$(mktemp -d)
  for deb in debian/*.deb; do
    name=$(dpkg-deb -f "$deb" Package)
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || ln -s "$PWD/$deb" "$dir/"
  done
  if [ -n "$(ls -A "$dir")" ]; then DEBIAN_FRONTEND=noninteractive dpkg -i "$dir"/*.deb; fi
fi
python3 -m venv "$target/.venv"
"$target/.venv/bin/pip" install -q --disable-pip-version-check --no-index --find-links wheels --require-hashes -r requirements.lock
"$target/.venv/bin/pip" install -q --disable-pip-version-check --no-index --no-deps chidao-*.whl
"$target/.venv/bin/chidao" doctor
INSTALL
chmod +x "$bundle/install.sh"
(cd "$bundle" && sha256sum ./install.sh >> SHA256SUMS)
tar cf "$out" -C "$work" chidao-bundle
echo "$out: $(du -h "$out" | cut -f1), $(ls "$bundle/wheels" | wc -l) wheels, $(ls "$bundle/debian" | wc -l) Debian packages"
