"""Backups made while the service works, restored whole or not at all; damage is found."""

import io
import json
import tarfile
import threading
from pathlib import Path

import pytest
from tests_server import Service, free_port, started
from tests_service import chidao, dispatch, upload

from api.service import backup
from api.service.settings import Settings


def test_a_backup_taken_during_uploads_restores(service: Service, tmp_path: Path) -> None:
    stop = threading.Event()

    def work() -> None:
        n = 200
        while not stop.is_set():
            upload(service, dispatch(n))
            n += 1

    worker = threading.Thread(target=work)
    worker.start()
    result = chidao(service.home, "backup", str(tmp_path / "b.tar"))
    stop.set()
    worker.join()
    assert result.returncode == 0, result.stderr
    home = tmp_path / "restored"
    assert chidao(service.home, "restore", str(tmp_path / "b.tar"), "--home", str(home)).returncode == 0
    assert chidao(home, "db", "check").stdout.strip() == "ok"
    with started(home, free_port()) as again:
        assert again.get("/v1/documents").json()["total"] >= 1
        for job in again.get("/v1/jobs", params={"limit": 1000}).json()["items"]:
            assert again.wait_for(job["id"])["state"] == "done"
    refused = chidao(service.home, "restore", str(tmp_path / "b.tar"), "--home", str(home))
    assert refused.returncode == 1
    assert "home_not_empty" in refused.stderr


@pytest.fixture
def whole(service: Service, tmp_path: Path) -> Path:
    out = tmp_path / "b.tar"
    backup.backup(Settings(home=service.home, database=None), out)
    return out


def test_a_damaged_backup_is_refused(whole: Path, tmp_path: Path) -> None:
    data = bytearray(whole.read_bytes())
    at = data.index("Sở Y tế".encode())
    data[at] ^= 1
    whole.write_bytes(data)
    with pytest.raises(backup.BadBackup):
        backup.restore(whole, tmp_path / "home")
    whole.write_bytes(data[: len(data) // 2])
    with pytest.raises(backup.BadBackup):
        backup.restore(whole, tmp_path / "home")
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "originals/../../evil", "chidao.sqlite/../x"])
def test_a_backup_with_foreign_members_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "evil.tar"
    with tarfile.open(path, "w") as tar:
        for member, data in ((name, b"x"), ("manifest.json", json.dumps({"sha256": {name: "0"}}).encode())):
            info = tarfile.TarInfo(member)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    with pytest.raises(backup.BadBackup):
        backup.restore(path, tmp_path / "home")
    assert not (tmp_path / "home").exists()
    assert not (tmp_path / "evil").exists()


def test_db_check_finds_what_is_wrong(tmp_path: Path) -> None:
    with started(tmp_path, free_port()) as client:
        done = client.wait_for(upload(client, dispatch(1))["id"])
        lost = client.wait_for(upload(client, dispatch(2))["id"])
    (tmp_path / "originals" / done["sha256"]).write_bytes(b"other")
    (tmp_path / "originals" / lost["sha256"]).unlink()
    result = chidao(tmp_path, "db", "check")
    assert result.returncode == 1
    assert f"original_damaged: {done['sha256']}" in result.stdout
    assert f"original_missing: {lost['sha256']}" in result.stdout
