"""The built wheel, in an environment of its own without the checkout: what people install is what was tested."""

import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest

from giaoban import __version__

pytestmark = [pytest.mark.faults, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
TEXT = """THÔNG BÁO KẾT LUẬN GIAO BAN
Ngày 12/3/2022, Thường trực Huyện ủy giao ban với Mặt trận và các đoàn thể quý I.
Đề nghị Hội Nông dân huyện rà soát các mô hình kinh tế tập thể, báo cáo trước ngày 30/4/2022.
"""


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="gb-") as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def wheel(place) -> Path:
    """Built from what git knows, so that a file that somebody forgot to add is missing here too."""
    source = place / "source"
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, tracked.split("\0")):
        if (ROOT / name).is_file() and name.startswith(
            ("src/", "pyproject.toml", "README.md", "LICENSE", "hatch_build")
        ):
            target = source / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((ROOT / name).read_bytes())
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(place / "dist"), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = (place / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(place, wheel) -> Path:
    """An environment that holds the wheel; its dependencies are those of the tests, the checkout is not on its path."""
    folder = place / "venv"
    venv.create(folder, with_pip=True)
    program = folder / "bin" / "python"
    subprocess.run([program, "-m", "pip", "install", "--quiet", "--no-deps", wheel], check=True, capture_output=True)
    here = Path(next(path for path in sys.path if path.endswith("site-packages")))
    packages = next((folder / "lib").glob("python*/site-packages"))
    for entry in here.iterdir():
        # Everything but what leads back to the checkout.
        if "giaoban" not in entry.name and not entry.name.endswith(".pth") and not (packages / entry.name).exists():
            (packages / entry.name).symlink_to(entry)
    return program


@pytest.fixture(scope="module")
def environment(place) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIAOBAN_", "DATABASE_", "DJANGO_", "PYTHON"))}  # fmt: skip
    return kept | {"GIAOBAN_HOME": str(place / "home"), "GIAOBAN_LANG": "vi"}


@pytest.fixture
def giaoban(python, environment, place):
    def run(*arguments: str, code: int = 0, **more: str) -> subprocess.CompletedProcess[str]:
        ran = subprocess.run(
            [python.with_name("giaoban"), *arguments], capture_output=True, text=True, cwd=place, env=environment | more
        )
        assert ran.returncode == code, (arguments, ran.stdout, ran.stderr)
        return ran

    return run


def test_wheel_says_its_version_and_comes_from_no_checkout(giaoban, python, environment, place):
    where = subprocess.run(
        [python, "-c", "import giaoban; print(giaoban.__file__)"],
        capture_output=True,
        text=True,
        cwd=place,
        env=environment,
    ).stdout

    assert giaoban("--version").stdout == f"giaoban {__version__}\n"
    assert str(place) in where
    assert str(ROOT) not in where


def test_draft_reads_a_text_without_a_database(giaoban, place):
    text = place / "ket-luan.txt"
    text.write_text(TEXT, encoding="utf-8")

    giaoban("draft", str(text), "--json", str(place / "drafts"))

    drafted = json.loads((place / "drafts" / "ket-luan.json").read_text(encoding="utf-8"))
    assert "Nông dân" in json.dumps(drafted["tasks"], ensure_ascii=False)
    assert not (place / "home" / "postgres").exists()


def test_wheel_holds_templates_catalogues_static_files_facts_and_units(python, environment, place):
    wanted = ["**/templates/**/*.html", "*/locale/vi/LC_MESSAGES/django.mo", "*/static/**/*.css", "registry/facts/*.csv", "site/units/*.service"]  # fmt: skip
    count = (
        "import giaoban, json, pathlib, sys\n"
        "root = pathlib.Path(giaoban.__file__).parent\n"
        "print(json.dumps([len(list(root.glob(pattern))) for pattern in sys.argv[1:]]))"
    )

    found = json.loads(
        subprocess.run(
            [python, "-c", count, *wanted], capture_output=True, text=True, env=environment, cwd=place
        ).stdout
    )

    # A catalogue is compiled as the wheel is built: one for each that the source has.
    kept = [len(list((ROOT / "src" / "giaoban").glob(pattern.replace(".mo", ".po")))) for pattern in wanted]
    assert found == kept
    assert all(found)


def test_production_settings_pass_djangos_own_examination(giaoban):
    ran = giaoban("manage", "check", "--deploy", "--fail-level", "WARNING", GIAOBAN_TLS="1", GIAOBAN_HOSTS="giaoban.vn")

    assert "no issues" in ran.stdout + ran.stderr or "không" in ran.stdout + ran.stderr


def test_wheel_migrates_collects_static_files_and_serves_pages_in_vietnamese(giaoban, python, environment, place):
    """Production's way, not the demonstration's: static files under names of their content, from the data folder."""
    giaoban("migrate", "--static")
    port = "8917"
    served = subprocess.Popen(
        [python, "-m", "giaoban", "serve", "--port", port, "--workers", "1"],
        env=environment, cwd=place, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    with served:
        try:
            said = served.stdout.readline()
            assert f"http://127.0.0.1:{port}/" in said, served.stderr.read()
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz") as answer:
                ready = json.load(answer)
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in/") as answer:
                page = answer.read().decode()
            sheet = re.search(r'href="(/static/giaoban/giaoban\.[0-9a-f]{12}\.css)"', page)[1]
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{sheet}") as style:
                style.read()
            with pytest.raises(urllib.error.HTTPError) as missing:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/nowhere/")
            missing.value.close()
        finally:
            served.terminate()

    assert ready["ready"] is True
    assert "Đăng nhập" in page
    assert "immutable" in style.headers["Cache-Control"]
    for response in (answer, style, missing.value):
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert missing.value.code == 404
