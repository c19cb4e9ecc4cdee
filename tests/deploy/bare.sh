#!/usr/bin/env bash
# Tries an offline bundle (deploy/bundle.sh) where nothing is: a bare Debian 12 without network. Not part of the suite: it needs root, debootstrap,
# 4 GB, and a Debian mirror for the bare system (MIRROR; default: this machine's).  Usage: sudo tests/deploy/bare.sh chidao-bundle.tar
set -euo pipefail
bundle=$(realpath "$1")
samples=$(realpath "$(dirname "$0")/../../corpus/samples/files")
mirror=${MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Codename: bookworm' | head -1)}
root=$(mktemp -d) && chmod 755 "$root"
trap 'rm -rf --one-file-system "$root"' EXIT
debootstrap --variant=minbase bookworm "$root" "$mirror" >/dev/null
rm -f "$root"/etc/apt/sources.list "$root"/var/cache/apt/archives/*.deb
mkdir "$root/in"
cp "$bundle" "$root/in/chidao-bundle.tar"
cp "$samples"/cong-van-688-syt-tchc{.docx,-scan.pdf} "$root/in/"

cat > "$root/in/steps" <<'STEPS'
set -euo pipefail
cd /in
[ "$(grep -c : /proc/net/dev)" = 1 ] && ! (exec 3<>/dev/tcp/192.0.2.1/80) 2>/dev/null || { echo "there is a network"; exit 1; }
! command -v python3 >/dev/null
tar xf chidao-bundle.tar && chidao-bundle/install.sh /opt/chidao
PATH=/opt/chidao/.venv/bin:$PATH
chidao read cong-van-688-syt-tchc.docx > van-ban.txt
soffice --headless -env:UserInstallation=file:///tmp/office --convert-to doc cong-van-688-syt-tchc.docx >/dev/null 2>&1
for file in van-ban.txt cong-van-688-syt-tchc.docx cong-van-688-syt-tchc.doc cong-van-688-syt-tchc-scan.pdf; do
  chidao parse "$file" | python3 -c 'import json, sys; d = json.load(sys.stdin); n = len(d["tasks"]); print(d["source"]["filename"], n, "tasks"); sys.exit(n != 5)'
done
useradd --system --home-dir /var/lib/chidao --create-home --shell /usr/sbin/nologin chidao
runuser -u chidao -- env CHIDAO_HOME=/var/lib/chidao CHIDAO_LOG=off /opt/chidao/.venv/bin/chidao serve &
python3 - <<'ASK'
import json, time, urllib.error, urllib.request

def ask(path, data=None, kind="application/json"):
    return json.load(urllib.request.urlopen(urllib.request.Request("http://127.0.0.1:8000" + path, data, {"Content-Type": kind}), timeout=10))

for _ in range(60):
    try:
        ask("/v1/health")
        break
    except urllib.error.URLError:
        time.sleep(1)
with open("cong-van-688-syt-tchc-scan.pdf", "rb") as file:
    form = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n' + file.read() + b"\r\n--x--\r\n"
job, end = ask("/v1/documents", form, "multipart/form-data; boundary=x"), time.monotonic() + 60
while job["state"] not in ("done", "failed") and time.monotonic() < end:
    time.sleep(0.5)
    job = ask("/v1/jobs/" + job["id"])
tasks = ask("/v1/tasks")["items"]
print("service:", job["state"], len(tasks), "tasks")
raise SystemExit(job["state"] != "done" or len(tasks) != 5)
ASK
kill %1
echo "bare.sh: all as it should be"
STEPS

# Only loopback, the root's own /proc, /dev and /tmp; what was started ends with the last step.
unshare --net --mount --pid --fork --mount-proc bash -c '
  python3 -c "import fcntl, socket, struct; fcntl.ioctl(socket.socket(), 0x8914, struct.pack(\"16sh\", b\"lo\", 1))"  # lo up
  mount -t proc proc "$1/proc" && mount -t tmpfs -o mode=1777 tmpfs "$1/tmp" && mount -t tmpfs tmpfs "$1/dev"
  for device in null zero full random urandom; do touch "$1/dev/$device" && mount --bind "/dev/$device" "$1/dev/$device"; done
  mkdir -m 1777 "$1/dev/shm"
  exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 chroot "$1" bash /in/steps' _ "$root"
