"""The wheel holds everything it needs: installed in a fresh environment, the main job runs."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel without the network: hatchling is already here."""
    out = tmp_path_factory.mktemp("wheel")
    code = f"import hatchling.build, os; os.chdir({str(ROOT)!r}); print(hatchling.build.build_wheel({str(out)!r}))"
    name = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()[-1]
    return out / name


@pytest.mark.slow
def test_the_wheel_runs_in_a_fresh_environment(wheel: Path, tmp_path: Path) -> None:
    """Slow: makes an environment and runs the whole road; libraries are borrowed from this one, kit is not."""
    environment = tmp_path / "env"
    venv.create(environment, with_pip=False)
    packages = next((environment / "lib").glob("python*/site-packages"))
    import zipfile

    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(packages)
    here = Path(sys.executable).parent.parent / "lib" / packages.parent.name / "site-packages"
    (packages / "borrowed.pth").write_text(
        # a .pth line that begins with import runs; it adds our libraries without their own .pth files,
        # so that an editable kit cannot stand in for the installed one
        f"import sys; sys.path.append({str(here)!r})\n"
    )
    python = environment / "bin" / "python"
    demo = tmp_path / "demo"
    for args in (
        ["init", str(demo), "--sample", "harbour-plumbing"],
        ["check", str(demo), "--offline", "--fail-on", "never"],
    ):
        done = subprocess.run(
            [python, "-c", "import kit, sys; from kit.cli.main import main; print(kit.__file__, file=sys.stderr); main(sys.argv[1:])", *args],
            capture_output=True, text=True, check=False, cwd=tmp_path,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert str(packages) in done.stderr
    assert (demo / "site" / "index.html").is_file()


def test_the_wheel_is_reproducible(wheel: Path, tmp_path: Path) -> None:
    code = f"import hatchling.build, os; os.chdir({str(ROOT)!r}); print(hatchling.build.build_wheel({str(tmp_path)!r}))"
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()
