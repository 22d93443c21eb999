"""`make bench`: a site with 1,000 posts under the production server, measured. Ratios of one run, not timed tests.

Environment: POSTS (1000), RUNS (3), SECONDS (8); to measure another server on this machine beside ours, such as a
WordPress with as many posts: PEER ("front page=http://127.0.0.1:8081/,post=...") and PEER_PIDS (its processes). Needs
wrk.
"""

import os
import shutil
import sys
import tempfile
import urllib.request
from pathlib import Path

from tests.machine import find_postgres, install, postgres_server

from .measure import measure, memory, wait_until_quiet
from .site import BenchSite

POSTS = int(os.environ.get("POSTS", "1000"))
HEAD = f"{'':<34}{'req/s':>9}{'p50 ms':>9}{'p99 ms':>9}{'cpu ms':>9}{'bytes':>9}{'others':>8}"


def pages(site):
    post = f"{site.address}/fi/blogi/mitta-500/" if POSTS > 500 else f"{site.address}/fi/blogi/mitta-{POSTS - 1}/"
    return {
        "front page": f"{site.address}/fi/",
        "post": post,
        "blog index": f"{site.address}/fi/blogi/",
        "search": f"{site.address}/fi/haku/?q=leip%C3%A4",
    }


def row(name, url, pids, headers=None):
    request = urllib.request.Request(url, headers=headers or {})
    with urllib.request.urlopen(request, timeout=60) as answer:
        size = len(answer.read())
    wait_until_quiet()
    got = measure(url, pids, headers)
    print(
        f"{name:<34}{got.per_second:>9.1f}{got.p50:>9.1f}{got.p99:>9.1f}{got.cpu:>9.2f}{size:>9}{got.others:>7.0f}%"
        f" {got.complaints}",
        flush=True,
    )
    return got


def measure_site(kind, database_url):
    site = BenchSite(Path(tempfile.mkdtemp(prefix="himmeli-bench-")), database_url)
    results = {}
    try:
        site.prepare(POSTS)
        print(f"\n{kind}, {POSTS} posts, 2 workers\n{HEAD}", flush=True)
        with site.served() as pid:
            for name, url in pages(site).items():
                results[f"{name}, cached"] = row(f"{name}, anonymous", url, [pid])
            cookie = {"Cookie": site.session_cookie()}
            for name, url in pages(site).items():
                results[f"{name}, signed in"] = row(f"{name}, signed in", url, [pid], cookie)
            rss, pss = memory([pid])
            print(f"memory after the runs: RSS sum {rss} MiB, PSS sum {pss} MiB", flush=True)
        with site.served(PAGE_CACHE="0") as pid:
            for name, url in pages(site).items():
                results[f"{name}, uncached"] = row(f"{name}, anonymous, no cache", url, [pid])
        plain = f"{site.address}/fi/tarina/"
        with site.served(PAGE_CACHE="0") as pid:
            results["all plugins"] = row("plain page, all plugins on", plain, [pid])
        site.manage("plugins", "off", "blog")
        with site.served(PAGE_CACHE="0") as pid:
            results["no plugins"] = row("plain page, no plugins on", plain, [pid])
    finally:
        site.remove()
    return results


def compare_with_peer(results):
    pages = dict(pair.split("=", 1) for pair in os.environ.get("PEER", "").split(",") if pair)
    pids = [int(pid) for pid in os.environ.get("PEER_PIDS", "").split(",") if pid]
    if pages:
        print(f"\nthe peer\n{HEAD}")
    for name, url in pages.items():
        peer, cached, uncached = row(name, url, pids), results[f"{name}, cached"], results[f"{name}, uncached"]
        print(f"    ours, cached: {cached.per_second / peer.per_second:.1f} times its requests a second")
        if pids:
            print(f"    ours, not cached: {uncached.cpu / peer.cpu:.2f} of its processor time")


def main():
    if not shutil.which("wrk") and not (install("wrk") and shutil.which("wrk")):
        sys.exit("wrk is needed (Debian: apt-get install wrk)")
    results = measure_site("SQLite", "")
    if find_postgres():
        with postgres_server(find_postgres()) as url:
            measure_site("PostgreSQL", url)
    compare_with_peer(results)
    cost = results["all plugins"].cpu / results["no plugins"].cpu - 1
    print(f"\nall plugins against none, on a page that uses none: {cost:+.1%} processor time")


if __name__ == "__main__":
    main()
