#!/usr/bin/env python3
"""Start Etalase from a checkout: make `.venv/` beside this file when needed, then become the command.

Knows Python environments, pip and uv, and how to find a Chromium for the tests; must not know what a command
does. When nothing has to be made it imports only `os` and `sys`, so the detour costs next to nothing.
It parses on Python 3.6, to be able to say there that 3.11 is needed: hence the quoted annotations.
"""

import os
import sys

RUN, DEV = "requirements.txt", "requirements-dev.txt"  # DEV holds all of RUN
WINDOWS = os.name == "nt"
VERSION = "{}.{}".format(*sys.version_info)

HERE = os.path.dirname(os.path.realpath(__file__))
LOCK = os.path.join(HERE, ".venv.lock")
ENV = os.path.join(HERE, ".venv")
STAMP = os.path.join(ENV, "etalase.stamp")
PYTHON = os.path.join(ENV, *(("Scripts", "python.exe") if WINDOWS else ("bin", "python")))
PACKAGES = os.path.join(ENV, *(("Lib",) if WINDOWS else ("lib", f"python{VERSION}")), "site-packages")
LINK = os.path.join(PACKAGES, "etalase.pth")  # makes `generator` importable from any folder, in any worker

BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"]
BROWSER_PLACES = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
    r"%LocalAppData%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
]

# What the system, Python, pip or uv say (a pattern), and what the user can do about it.
CURES = {
    r"No module named '(venv|ensurepip)'": "Python ini tidak membawa modul venv. Pada Debian dan Ubuntu, "
    f"jalankan:\n  sudo apt install python3-venv\n(atau python{VERSION}-venv); pada sistem lain, pasang "
    "ulang Python dari https://www.python.org/downloads/.",
    r"(Errno|os error) 28\b|No space left": "Cakram penuh. Kosongkan ruang (sekitar 500 MB).",
    r"(Errno|os error) (1|13|30)\b|WinError (5|32)\b|Permission denied": "Folder Etalase tidak dapat "
    "ditulisi. Pindahkan ke folder milik Anda, dan tutup Etalase lain yang masih berjalan.",
    r"DO NOT MATCH THE HASHES|Hash mismatch": "Paket yang diunduh tidak sama dengan yang tercatat, "
    "jadi tidak dipasang. Coba dengan jaringan lain.",
    r"(?i)connection|timed out|proxy|SSL|resol|dns error|failed to fetch|versions: none": "Paket Python "
    "tidak dapat diunduh. Periksa sambungan internet (dan proksi kantor, bila ada).",
    "": "Lingkungan Python tidak dapat disiapkan. Hapus folder .venv di folder Etalase.",
}


class MachineError(Exception):
    """The machine lacks something; the text tells the user what to do. Exit code 4."""


def main(arguments: "list[str]") -> int:
    # A double-click, or a file dropped on this one in Explorer.
    clicked = (not arguments or os.path.exists(arguments[0])) and has_own_console()
    try:
        code = start(arguments or (["serve", "--open"] if clicked else ["--help"]))
    except KeyboardInterrupt:
        code = 130
        say("\nDibatalkan.")
    except (MachineError, OSError) as fault:
        code = 4
        say(f"GALAT: {fault if isinstance(fault, MachineError) else cure(str(fault))}")
    if clicked and code not in (0, 130):
        input("Tekan Enter untuk menutup …")
    return code


def start(arguments: "list[str]") -> int:
    if sys.version_info < (3, 11):
        raise MachineError(
            f"Etalase memerlukan Python 3.11 atau lebih baru; ini Python {VERSION}.\nPasang yang baru dari "
            "https://www.python.org/downloads/, lalu jalankan misalnya: python3.11 etalase.py build"
        )
    wanted = DEV if arguments[0] == "test" else RUN
    if not is_ready(wanted):
        prepare(wanted)
    env = own_environment()
    command = [PYTHON, "-P", "-m", "generator", *arguments]  # -P: the caller's folder shadows no module
    if wanted == DEV:
        env["ETALASE_CHROMIUM"] = find_chromium()
        command = [PYTHON, "-m", "pytest", *arguments[1:]]
        os.chdir(HERE)
    try:
        return become(command, env)
    except OSError as error:
        import errno

        if error.errno not in (errno.ENOENT, errno.ENOEXEC, errno.EACCES):
            raise
    prepare(wanted, distrust=True)  # an interpreter is there, but it does not start
    return become(command, env)


def become(command: "list[str]", env: "dict[str, str]") -> int:
    """On POSIX never returns: a signal then hits the command itself. Windows has no such exec, so wait."""
    if not WINDOWS:
        os.execve(command[0], command, env)
    import subprocess

    child = subprocess.Popen(command, env=env)
    while True:
        try:
            code = child.wait()
            return 130 if code == 0xC000013A else code  # ended by Ctrl-C before Python could say so
        except KeyboardInterrupt:
            pass  # the console has given Ctrl-C to the child too, which decides when to end


def is_ready(wanted: str) -> bool:
    if not (os.access(PYTHON, os.X_OK) and os.path.exists(LINK)):
        return False
    return read(STAMP) in {imprint(wanted), imprint(DEV)}


def imprint(name: str) -> bytes:
    """The stamp of a good environment: whose it is, then the very text that it was made from."""
    pins = read(os.path.join(HERE, name))
    if not pins:
        raise MachineError(f"Berkas {name} tidak ada atau kosong. Unduh Etalase sekali lagi, seluruhnya.")
    return os.fsencode(f"{sys.implementation.cache_tag}\n{sys.platform}\n{HERE}\n{name}\n") + pins


def prepare(wanted: str, distrust: bool = False) -> None:
    lock = take_lock()
    try:
        if is_ready(wanted) and not distrust:
            return  # another launcher has made it while we waited
        stamp = imprint(wanted)
        again = "kembali" if os.path.lexists(ENV) else "untuk pertama kali"
        say(f"Menyiapkan lingkungan Python {again} (perlu internet, biasanya di bawah satu menit) …")
        install(wanted, lock)
        write(LINK, os.fsencode(os.path.relpath(HERE, PACKAGES)) + b"\n")
        write(STAMP, stamp)  # last: from here on it counts as whole
    finally:
        os.close(lock)


def install(wanted: str, lock: int) -> None:
    """Always from nothing: in a half-made environment the packages of a killed pip look installed."""
    import shutil

    base = getattr(sys, "_base_executable", None) or sys.executable  # we may run in the .venv to be remade
    venv = [base, "-I", "-m", "venv"]
    pins = ["--quiet", "--require-hashes", "-r", os.path.join(HERE, wanted)]
    pip = ["install", "--no-input", "--disable-pip-version-check", "--retries", "2", *pins]
    uv, ways = shutil.which("uv"), []
    if uv:
        ways += [[[uv, "venv", "--quiet", "-p", base, ENV], [uv, "pip", "install", "-p", PYTHON, *pins]]]
    # pip also after uv has failed: it knows the machine's own settings (mirror, proxy, certificates).
    with_pip, complaint = run([base, "-I", "-c", "import venv, ensurepip"])
    if with_pip:
        ways += [[[*venv, ENV], [PYTHON, "-P", "-m", "pip", *pip]]]
    elif run([base, "-I", "-c", "import venv, pip"])[0]:  # Debian with python3-pip, without python3-venv
        ways += [[[*venv, "--without-pip", ENV], [base, "-I", "-m", "pip", "--python", PYTHON, *pip]]]
    for way in ways:
        remove_environment()
        complaint = next((text for good, text in (run(step, lock) for step in way) if not good), "")
        if not complaint:
            return
    raise MachineError(cure(complaint))


def run(command: "list[str]", lock: int = -1) -> "tuple[bool, str]":
    """Whether it went well, and all that it said."""
    import subprocess

    # The child holds the lock too: it stays taken when we are killed and pip goes on alone.
    held = () if WINDOWS or lock < 0 else (lock,)
    env, mute, pipe, same = own_environment(), subprocess.DEVNULL, subprocess.PIPE, subprocess.STDOUT
    try:
        done = subprocess.run(command, cwd=HERE, env=env, stdin=mute, stdout=pipe, stderr=same, pass_fds=held)
    except OSError as error:
        return False, str(error)
    text = done.stdout.decode("utf-8", "replace").strip()
    return done.returncode == 0, text or f"{command[0]}: {done.returncode}"


def remove_environment() -> None:
    """Away in one step, or not at all: Windows refuses while a command still runs from it."""
    import shutil

    old = f"{ENV}.lama-{os.getpid()}"
    if os.path.lexists(ENV):
        os.replace(ENV, old)
    if os.path.islink(old) or os.path.isfile(old):
        os.remove(old)
    shutil.rmtree(old, ignore_errors=True)


def take_lock() -> int:
    """The system drops the lock when its last holder dies, so there is no stale one."""
    import time

    lock = os.open(LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    if not locked(lock):
        say("Menunggu Etalase lain selesai menyiapkan lingkungan …")
        while not locked(lock):
            time.sleep(0.2)
    return lock


def locked(lock: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def own_environment() -> "dict[str, str]":
    foreign = ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__")  # speak of another Python
    return {name: value for name, value in os.environ.items() if name not in foreign}


def read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""


def write(path: str, text: bytes) -> None:
    with open(path + ".baru", "wb") as file:
        file.write(text)
    os.replace(path + ".baru", path)


def find_chromium() -> str:
    given = os.environ.get("ETALASE_CHROMIUM", "")
    if given and not os.access(given, os.X_OK):
        raise MachineError(f"ETALASE_CHROMIUM menunjuk ke {given}, yang tidak dapat dijalankan.")
    return given or installed_chromium() or playwright_chromium() or install_chromium()


def installed_chromium() -> str:
    import shutil

    places = [shutil.which(name) for name in BROWSERS] + [os.path.expandvars(name) for name in BROWSER_PLACES]
    return next((place for place in places if place and os.access(place, os.X_OK)), "")


def playwright_chromium() -> str:
    ask = "import playwright.sync_api as s\nwith s.sync_playwright() as p: print(p.chromium.executable_path)"
    path = run([PYTHON, "-P", "-c", ask])[1]
    return path if os.access(path, os.X_OK) else ""


def install_chromium() -> str:
    say("Memasang Chromium untuk pengujian …")
    sudo = [] if sys.platform == "win32" or os.geteuid() == 0 else ["sudo", "-n"]
    apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    run([*apt, "update"])
    complaint = run([*apt, "install", "-y", "--no-install-recommends", "chromium"])[1]
    if not installed_chromium():
        complaint += "\n" + run([PYTHON, "-P", "-m", "playwright", "install", "chromium"])[1]
    found = installed_chromium() or playwright_chromium()
    if not found:
        raise MachineError("Chromium tidak dapat dipasang. Pasang Chromium atau Chrome.\n" + tail(complaint))
    return found


def say(text: str) -> None:
    if hasattr(sys.stderr, "reconfigure"):
        sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")
    print(text, file=sys.stderr, flush=True)


def cure(complaint: str) -> str:
    import re

    advice = next(CURES[pattern] for pattern in CURES if re.search(pattern, complaint))
    return f"{advice} Lalu jalankan lagi.\n{tail(complaint)}"


def tail(text: str) -> str:
    lines = [line for line in text.splitlines() if not line.startswith(("Traceback", "  File", "WARNING"))]
    return "\n".join("  | " + line for line in lines[-5:])


def has_own_console() -> bool:
    """After a double-click on Windows nobody shares our console, but for py.exe, which starts scripts."""
    others = -1
    if sys.platform == "win32":
        import ctypes

        others = ctypes.windll.kernel32.GetConsoleProcessList((ctypes.c_uint32 * 8)(), 8) - 1
    typed = "PROMPT" in os.environ or not os.path.isabs(sys.argv[0])  # in cmd; in another shell
    return others == 0 or (others == 1 and not typed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
