"""The world of the network benchmarks: nginx with latencies and errors, dnsmasq with as many hosts as are wanted."""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CERTIFICATES = Path(__file__).parent.parent / "net" / "certificates"
NAME_SERVERS = ("127.0.0.1", "127.0.0.2", "127.0.0.3")
"""Three, asked in turns: a peer asks for 256 names at once, one server's socket has no room for as many
questions, and each that is lost would cost the peer five seconds of waiting that are not its fault."""

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
    server_name _;
    location / {{ return 200 "<!doctype html><title>A page</title><p>Nothing much."; }}
    location ~ ^/wait/([0-9.]+)/ {{ echo_sleep $1; echo "<p>Late, but here."; }}
    location /busy/ {{ add_header Retry-After 1 always; return 429; }}
    location /gone/ {{ return 404; }}
    location ~ ^/moved/(.*)$ {{ return 301 /$1; }}
  }}
  server {{
    listen 127.0.0.1:80;
    server_name site.world.internal;
    types {{ text/html html; text/css css; image/png png; }}
    root {site};
  }}
}}
"""


@contextmanager
def world(site: Path) -> Iterator[None]:
    """Run nginx and dnsmasq inside our own network; `site` is served as site.world.internal."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        certificate = folder / "world.pem"
        certificate.write_bytes((CERTIFICATES / "good.pem").read_bytes())
        (folder / "nginx.conf").write_text(NGINX.format(folder=folder, certificate=certificate, site=site))
        resolving = "".join(f"nameserver {server}\n" for server in NAME_SERVERS)
        (folder / "resolv.conf").write_text(f"{resolving}options rotate\n")
        subprocess.run(["mount", "--bind", str(folder / "resolv.conf"), "/etc/resolv.conf"], check=True)
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
        names = ["dnsmasq", "--no-daemon", "--no-resolv", "--no-hosts", "--user=root", "--bind-interfaces"]
        names += ["--address=/world.internal/127.0.0.1", "--cache-size=10000"]
        commands = [[*names, f"--listen-address={server}"] for server in NAME_SERVERS]
        commands.append(["nginx", "-c", str(folder / "nginx.conf"), "-g", "daemon off;"])
        servers = [subprocess.Popen(command, stderr=subprocess.DEVNULL) for command in commands]
        time.sleep(1)
        try:
            yield
        finally:
            for server in servers:
                server.terminate()
                server.wait()
            subprocess.run(["umount", "/etc/resolv.conf"], check=False)
