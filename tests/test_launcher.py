"""The launcher `etalase.py`, without a network: each test works on a copy of it in a folder of its own."""

import ast
import errno
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

ROOT = Path(__file__).resolve().parent.parent
PINS = "# tanpa paket\n"
DEV_PINS = "# tanpa paket, untuk pengujian\n"

posix = pytest.mark.skipif(os.name == "nt", reason="execs and shell scripts are POSIX's; Windows waits instead")


def load(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("launcher_under_test", folder / "etalase.py")
    assert spec and spec.loader
    launcher = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(launcher)
    return launcher


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A checkout with a space in its name, and a caller who stands elsewhere."""
    folder = tmp_path / "Etalase Baru"
    folder.mkdir()
    shutil.copy(ROOT / "etalase.py", folder)
    (folder / "requirements.txt").write_text(PINS)
    (folder / "requirements-dev.txt").write_text(DEV_PINS)
    caller = tmp_path / "pemanggil"
    caller.mkdir()
    monkeypatch.chdir(caller)
    for name in ("ETALASE_CHROMIUM", "PYTHONPATH", "PYTHONHOME"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def launcher(folder):
    return load(folder)


def make_environment(launcher, name="requirements.txt", python="#!/bin/sh\nexit 0\n"):
    """What `prepare` leaves behind, with a stand-in for the interpreter."""
    for path in (launcher.PYTHON, launcher.LINK):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(launcher.PYTHON).write_text(python)
    Path(launcher.PYTHON).chmod(0o755)
    Path(launcher.LINK).write_text("../../../..\n")
    Path(launcher.STAMP).write_bytes(launcher.imprint(name))


class Tools:
    """Stands in for `run`: notes the commands, makes what a venv would make, fails where told to."""

    def __init__(self, launcher, fails=None):
        self.launcher, self.fails, self.commands = launcher, fails or {}, []

    def __call__(self, command, lock=-1):
        line = " ".join(command)
        self.commands.append(line)
        for part, complaint in self.fails.items():
            if part in line:
                return False, complaint
        if line.endswith(self.launcher.ENV):
            Path(self.launcher.PACKAGES).mkdir(parents=True)
            Path(self.launcher.PYTHON).parent.mkdir(parents=True, exist_ok=True)
            Path(self.launcher.PYTHON).write_text("")
            Path(self.launcher.PYTHON).chmod(0o755)
        return True, "baik"

    def saying(self, part):
        return [line for line in self.commands if part in line]


@pytest.fixture
def tools(launcher, monkeypatch):
    """No uv on this machine; everything else goes well."""
    tools = Tools(launcher)
    monkeypatch.setattr(launcher, "run", tools)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    return tools


@pytest.fixture
def became(launcher, monkeypatch):
    """The commands that the launcher would have become, with their environment and folder."""
    became = []

    def become(command, env):
        became.append(SimpleNamespace(command=command, env=env, cwd=Path.cwd()))
        return 0

    monkeypatch.setattr(launcher, "become", become)
    return became


# ---- is there anything to do?


def test_a_whole_environment_is_ready(launcher):
    make_environment(launcher)
    assert launcher.is_ready("requirements.txt")


def test_the_test_environment_serves_commands_but_not_the_other_way_round(launcher):
    make_environment(launcher, "requirements-dev.txt")
    assert launcher.is_ready("requirements.txt")
    make_environment(launcher, "requirements.txt")
    assert not launcher.is_ready("requirements-dev.txt")


def damage_other_python(launcher):
    stamp = Path(launcher.STAMP)
    stamp.write_bytes(stamp.read_bytes().replace(sys.implementation.cache_tag.encode(), b"cpython-399"))


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda it: Path(it.STAMP).unlink(), id="stamp missing, as after a kill"),
        pytest.param(lambda it: Path(it.STAMP).write_bytes(Path(it.STAMP).read_bytes()[:-1]), id="stamp cut"),
        pytest.param(lambda it: Path(it.PYTHON).unlink(), id="interpreter missing"),
        pytest.param(lambda it: shutil.rmtree(it.PACKAGES), id="packages missing"),
        pytest.param(lambda it: Path(it.HERE, "requirements.txt").write_text("# lain\n"), id="other packages"),
        pytest.param(damage_other_python, id="other Python"),
        pytest.param(lambda it: shutil.rmtree(it.ENV), id="nothing there"),
        pytest.param(lambda it: (shutil.rmtree(it.ENV), Path(it.ENV).touch()), id="a file in its place"),
    ],
)
def test_damage_is_noticed_and_mended(launcher, tools, damage):
    make_environment(launcher)
    damage(launcher)
    assert not launcher.is_ready("requirements.txt")
    launcher.prepare("requirements.txt")
    assert launcher.is_ready("requirements.txt")


@posix
def test_an_interpreter_whose_python_was_uninstalled_is_noticed(launcher):
    make_environment(launcher)
    Path(launcher.PYTHON).unlink()
    Path(launcher.PYTHON).symlink_to("/tidak/ada/python")
    assert not launcher.is_ready("requirements.txt")


def test_a_moved_folder_is_noticed(launcher, folder):
    make_environment(launcher)
    moved = load(folder.rename(folder.with_name("Pindah")))
    assert Path(moved.STAMP).exists()
    assert not moved.is_ready("requirements.txt")


def test_a_checkout_without_its_requirements_is_named(launcher, folder, capsys):
    (folder / "requirements.txt").unlink()
    assert launcher.main(["build"]) == 4
    assert "requirements.txt" in capsys.readouterr().err


# ---- making the environment


def test_making_says_so_once_and_links_back_to_the_checkout(launcher, tools, folder, capsys):
    launcher.prepare("requirements.txt")
    launcher.prepare("requirements.txt")
    assert capsys.readouterr().err.count("Menyiapkan lingkungan Python untuk pertama kali") == 1
    link = Path(launcher.LINK)
    assert (link.parent / link.read_text().strip()).resolve() == folder.resolve()
    assert len(tools.saying("--require-hashes")) == 1


def test_a_failed_install_leaves_no_stamp_and_the_next_start_tries_again(launcher, tools):
    tools.fails = {"install": "Temporary failure in name resolution"}
    with pytest.raises(launcher.MachineError, match="sambungan internet"):
        launcher.prepare("requirements.txt")
    assert not Path(launcher.STAMP).exists()
    tools.fails = {}
    launcher.prepare("requirements.txt")
    assert launcher.is_ready("requirements.txt")


def test_leftovers_of_a_half_made_environment_are_gone(launcher, tools, folder):
    make_environment(launcher)
    leftover = Path(launcher.PACKAGES, "setengah.py")
    leftover.touch()
    Path(launcher.STAMP).unlink()
    launcher.prepare("requirements.txt")
    assert not leftover.exists()
    assert sorted(path.name for path in folder.glob(".venv*")) == [".venv", ".venv.lock"]


@posix
def test_a_linked_environment_is_unlinked_and_its_target_kept(launcher, tools, tmp_path):
    target = tmp_path / "milik orang"
    target.mkdir()
    (target / "berkas").touch()
    Path(launcher.ENV).symlink_to(target)
    launcher.prepare("requirements.txt")
    assert (target / "berkas").exists()
    assert not Path(launcher.ENV).is_symlink()


def test_uv_is_used_where_it_is(launcher, tools, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/uv" if name == "uv" else None)
    launcher.prepare("requirements.txt")
    assert [line.split()[1] for line in tools.saying("/usr/bin/uv")] == ["venv", "pip"]
    assert not tools.saying("-m pip")


def test_pip_is_tried_when_uv_fails(launcher, tools, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/uv" if name == "uv" else None)
    tools.fails = {"uv pip": "invalid peer certificate"}
    launcher.prepare("requirements.txt")
    assert len(tools.saying("-m pip install")) == 1
    assert launcher.is_ready("requirements.txt")


def test_debian_with_pip_but_without_venv_still_works(launcher, tools):
    tools.fails = {"ensurepip": "ModuleNotFoundError: No module named 'ensurepip'"}
    launcher.prepare("requirements.txt")
    assert tools.saying("--without-pip")
    assert f"--python {launcher.PYTHON} install" in tools.commands[-1]
    assert launcher.is_ready("requirements.txt")


def test_without_venv_and_pip_the_message_names_the_package(launcher, tools, capsys):
    tools.fails = {"ensurepip": "ModuleNotFoundError: No module named 'ensurepip'", "venv, pip": "tidak ada"}
    assert launcher.main(["build"]) == 4
    message = capsys.readouterr().err
    assert "sudo apt install python3-venv" in message
    assert "python{}.{}-venv".format(*sys.version_info) in message
    assert "Traceback" not in message


@pytest.mark.parametrize(
    ("complaint", "advice"),
    [
        ("[Errno 28] No space left on device", "Cakram penuh"),
        ("error: No space left on device (os error 28)", "Cakram penuh"),
        ("[Errno 13] Permission denied: '.venv'", "tidak dapat ditulisi"),
        ("[Errno 30] Read-only file system", "tidak dapat ditulisi"),
        ("[WinError 32] file is being used by another process", "tutup Etalase lain"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "tidak sama dengan yang tercatat"),
        ("NewConnectionError: [Errno 111] Connection refused", "sambungan internet"),
        ("NewConnectionError: [Errno 11001] getaddrinfo failed: Connection broken", "sambungan internet"),
        ("error: Failed to fetch: dns error", "sambungan internet"),
        ("sesuatu yang belum dikenal", "Hapus folder .venv"),
    ],
)
def test_what_went_wrong_comes_with_what_to_do(launcher, complaint, advice):
    text = launcher.cure(complaint)
    assert advice in text
    assert "jalankan lagi" in text
    assert complaint in text


# ---- two launchers at once


def test_the_lock_has_one_holder_and_dies_with_it(launcher):
    first = launcher.take_lock()
    second = os.open(launcher.LOCK, os.O_RDWR)
    assert not launcher.locked(second)
    os.close(first)
    assert launcher.locked(second)
    os.close(second)


def test_who_waited_uses_what_the_other_made(launcher, tools, monkeypatch, capsys):
    answers = iter([False, False, True])
    monkeypatch.setattr(launcher, "locked", lambda lock: next(answers))
    monkeypatch.setattr("time.sleep", lambda seconds: make_environment(launcher))
    launcher.prepare("requirements.txt")
    assert tools.commands == []
    assert capsys.readouterr().err.count("Menunggu Etalase lain") == 1


# ---- becoming the command


def test_a_command_gets_its_arguments_and_the_callers_folder(launcher, became, monkeypatch, tmp_path):
    make_environment(launcher)
    monkeypatch.setenv("PYTHONPATH", "/paket/lain")
    monkeypatch.setenv("ETALASE_CONTOH", "tetap")
    assert launcher.main(["build", "--site", ".", "a b"]) == 0
    (it,) = became
    assert it.command == [launcher.PYTHON, "-P", "-m", "generator", "build", "--site", ".", "a b"]
    assert it.cwd == tmp_path / "pemanggil"
    assert it.env["ETALASE_CONTOH"] == "tetap"
    assert "PYTHONPATH" not in it.env


def test_test_runs_pytest_in_the_checkout_with_a_browser(launcher, became, monkeypatch, folder):
    make_environment(launcher, "requirements-dev.txt")
    monkeypatch.setattr(launcher, "find_chromium", lambda: "/usr/bin/chromium")
    assert launcher.main(["test", "-k", "satu", "-m", "slow"]) == 0
    (it,) = became
    assert it.command == [launcher.PYTHON, "-m", "pytest", "-k", "satu", "-m", "slow"]
    assert it.cwd == folder
    assert it.env["ETALASE_CHROMIUM"] == "/usr/bin/chromium"


def test_an_interpreter_that_does_not_start_is_replaced_once(launcher, tools, monkeypatch):
    make_environment(launcher)
    outcomes = iter([OSError(errno.ENOEXEC, "Exec format error"), 0])

    def become(command, env):
        outcome = next(outcomes)
        if isinstance(outcome, OSError):
            raise outcome
        return outcome

    monkeypatch.setattr(launcher, "become", become)
    assert launcher.main(["build"]) == 0
    assert len(tools.saying("--require-hashes")) == 1


def test_too_many_arguments_do_not_cost_the_environment(launcher, tools, monkeypatch):
    make_environment(launcher)

    def become(command, env):
        raise OSError(errno.E2BIG, "Argument list too long")

    monkeypatch.setattr(launcher, "become", become)
    assert launcher.main(["build"]) == 4
    assert tools.commands == []


def test_windows_waits_hands_on_ctrl_c_and_the_exit_code(launcher, monkeypatch):
    waits = iter([KeyboardInterrupt(), 3, 0xC000013A])

    def wait():
        outcome = next(waits)
        if isinstance(outcome, KeyboardInterrupt):
            raise outcome
        return outcome

    monkeypatch.setattr(launcher, "WINDOWS", True)
    monkeypatch.setattr(subprocess, "Popen", lambda command, env: SimpleNamespace(wait=wait))
    assert launcher.become(["python"], {}) == 3
    assert launcher.become(["python"], {}) == 130


# ---- exit codes and messages


def test_ctrl_c_while_preparing_is_130(launcher, monkeypatch, capsys):
    def prepare(wanted):
        raise KeyboardInterrupt

    monkeypatch.setattr(launcher, "prepare", prepare)
    assert launcher.main(["build"]) == 130
    assert "Dibatalkan" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_4(launcher, monkeypatch, capsys):
    def take_lock():
        raise PermissionError(errno.EACCES, "Permission denied", launcher.LOCK)

    monkeypatch.setattr(launcher, "take_lock", take_lock)
    assert launcher.main(["build"]) == 4
    assert "tidak dapat ditulisi" in capsys.readouterr().err


def test_an_old_python_is_told_so(launcher, monkeypatch, capsys):
    with monkeypatch.context() as patch:
        patch.setattr(launcher, "VERSION", "3.8")
        patch.setattr(sys, "version_info", (3, 8, 10))
        code = launcher.main(["build"])
    assert code == 4
    assert "memerlukan Python 3.11 atau lebih baru; ini Python 3.8" in capsys.readouterr().err


def test_an_old_python_gets_as_far_as_that_message():
    tree = ast.parse((ROOT / "etalase.py").read_text(encoding="utf-8"), feature_version=(3, 6))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    spelled = [arg.annotation for function in functions for arg in function.args.args]
    spelled += [function.returns for function in functions]
    evaluated = [ast.unparse(node) for node in spelled if not isinstance(node, ast.Constant | ast.Name)]
    assert evaluated == [], "list[str] and the like must be quoted: 3.6 evaluates annotations"


# ---- started without arguments


@pytest.mark.parametrize(("double_clicked", "arguments"), [(True, ["serve", "--open"]), (False, ["--help"])])
def test_without_arguments(launcher, monkeypatch, double_clicked, arguments):
    given = []
    monkeypatch.setattr(launcher, "has_own_console", lambda: double_clicked)
    monkeypatch.setattr(launcher, "start", lambda arguments: given.append(arguments) or 0)
    monkeypatch.setattr("builtins.input", lambda prompt: pytest.fail("a good end must not wait"))
    assert launcher.main([]) == 0
    assert given == [arguments]


@pytest.mark.parametrize(("double_clicked", "code", "waits"), [(True, 1, 1), (True, 130, 0), (False, 1, 0)])
def test_its_own_console_stays_open_on_error(launcher, monkeypatch, double_clicked, code, waits):
    prompts = []
    monkeypatch.setattr(launcher, "has_own_console", lambda: double_clicked)
    monkeypatch.setattr(launcher, "start", lambda arguments: code)
    monkeypatch.setattr("builtins.input", prompts.append)
    assert launcher.main([]) == code
    assert len(prompts) == waits
    assert all("Tekan Enter untuk menutup" in prompt for prompt in prompts)


@posix
def test_only_windows_opens_a_console_of_its_own(launcher):
    assert not launcher.has_own_console()


# ---- a browser for the tests


def test_the_browser_that_was_named_is_used(launcher, tools, monkeypatch):
    monkeypatch.setenv("ETALASE_CHROMIUM", sys.executable)
    assert launcher.find_chromium() == sys.executable


def test_a_named_browser_that_is_not_there_is_an_error(launcher, tools, monkeypatch):
    monkeypatch.setenv("ETALASE_CHROMIUM", "/tidak/ada")
    with pytest.raises(launcher.MachineError, match="/tidak/ada"):
        launcher.find_chromium()


def test_a_browser_on_the_path_is_used(launcher, tools, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: sys.executable if name == "google-chrome" else None)
    assert launcher.find_chromium() == sys.executable
    assert tools.commands == []


@posix
@pytest.mark.parametrize(("user", "sudo"), [(0, ""), (1000, "sudo -n ")])
def test_debian_gets_chromium_from_apt(launcher, tools, monkeypatch, user, sudo):
    monkeypatch.setattr(launcher, "BROWSER_PLACES", [])
    monkeypatch.setattr(os, "geteuid", lambda: user)
    apt = f"{sudo}env DEBIAN_FRONTEND=noninteractive apt-get "
    install = f"{apt}install -y --no-install-recommends chromium"
    monkeypatch.setattr(
        shutil,
        "which",
        lambda name: sys.executable if name == "chromium" and install in tools.commands else None,
    )
    assert launcher.find_chromium() == sys.executable
    assert tools.commands[-2:] == [f"{apt}update", install]


def test_elsewhere_playwright_fetches_one(launcher, monkeypatch):
    fetched = []

    def run(command, lock=-1):
        if command[-3:] == ["playwright", "install", "chromium"]:
            fetched.append(command)
        asks = "executable_path" in command[-1]
        return (asks and bool(fetched)), (sys.executable if asks and fetched else "tidak ada")

    monkeypatch.setattr(launcher, "run", run)
    monkeypatch.setattr(launcher, "installed_chromium", lambda: "")
    assert launcher.find_chromium() == sys.executable
    assert len(fetched) == 1


def test_without_any_browser_the_message_says_what_to_install(launcher, tools, monkeypatch, capsys):
    make_environment(launcher, "requirements-dev.txt")
    monkeypatch.setattr(launcher, "BROWSER_PLACES", [])
    assert launcher.main(["test"]) == 4
    assert "Pasang Chromium" in capsys.readouterr().err


# ---- as a program


def call(folder, *arguments, **more):
    command = [sys.executable, *more.pop("options", []), str(folder / "etalase.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, **more)


@posix
def test_it_becomes_the_command_in_the_same_process(launcher, folder):
    make_environment(launcher, python='#!/bin/sh\necho "$$|$PWD|$*"\nexit 3\n')
    child = subprocess.Popen(
        [sys.executable, folder / "etalase.py", "check", "--site", "."], stdout=subprocess.PIPE, text=True
    )
    said, _ = child.communicate()
    assert said.strip() == f"{child.pid}|{Path.cwd()}|-P -m generator check --site ."
    assert child.returncode == 3


@posix
def test_with_nothing_to_make_it_imports_nothing(launcher, folder):
    make_environment(launcher)

    def imported(text):
        return {line.rpartition("|")[2].strip() for line in text.splitlines() if line.startswith("import time:")}

    bare = subprocess.run([sys.executable, "-X", "importtime", "-c", ""], capture_output=True, text=True, check=True)
    ours = call(folder, "build", options=["-X", "importtime"])
    assert ours.returncode == 0
    assert "os" in imported(ours.stderr)
    assert imported(ours.stderr) - imported(bare.stderr) == set()


def test_from_nothing_to_the_command(folder, tmp_path):
    """The real thing: a real venv, a real pip (with nothing to fetch), the real interpreter."""
    (folder / "generator").mkdir()
    (folder / "generator" / "__init__.py").touch()
    (folder / "generator" / "__main__.py").write_text(
        "import json, os, sys\nprint(json.dumps([sys.argv[1:], os.getcwd(), sys.prefix]))\nsys.exit(3)\n"
    )
    caller = Path.cwd()
    (caller / "json.py").write_text("raise SystemExit('the caller shadows json')")
    (tmp_path / "kosong").mkdir()
    machine = {**os.environ, "PATH": str(tmp_path / "kosong")}  # no uv

    first = call(folder, "build", "--site", ".", env=machine)
    assert first.returncode == 3, first.stderr
    assert ast.literal_eval(first.stdout) == [["build", "--site", "."], str(caller), str(folder / ".venv")]
    assert "Menyiapkan lingkungan Python untuk pertama kali" in first.stderr

    again = call(folder, "build", "--site", ".", env=machine)
    assert (again.returncode, again.stdout, again.stderr) == (3, first.stdout, "")


# ---- the pins of this checkout


def pins(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = re.findall(r"^(\S+)==(\S+)[^\n]*\\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", text, re.M)
    rest = re.sub(r"^(#.*|\S+==.*|    --hash=sha256:[0-9a-f]{64}(?: \\)?)\n", "", text, flags=re.M)
    assert rest == "", "every line is a comment, a pin or a hash: no addresses"
    return {package: (version, hashes) for package, version, hashes in blocks}


def test_every_pin_has_hashes_and_the_test_set_holds_the_other():
    run, dev = pins("requirements.txt"), pins("requirements-dev.txt")
    assert {"jinja2", "livereload"} <= run.keys()
    assert {"pytest", "playwright"} <= dev.keys()
    assert run.items() <= dev.items()
