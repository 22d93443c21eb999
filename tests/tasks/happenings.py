"""Tasks to try the worker with. They write down what happened in the file TASKS_LOG names."""

import os
import time
from datetime import timedelta
from pathlib import Path

from himmeli.tasks import task


def log(line):
    with Path(os.environ["TASKS_LOG"]).open("a") as file:
        file.write(f"{line}\n")


@task()
def greet(name):
    log(f"hello {name}")
    return {"greeted": name}


@task(retries=2, first_wait=timedelta(seconds=0))
def stumble(times):
    """Fails that often, then does not."""
    log("stumbling")
    if Path(os.environ["TASKS_LOG"]).read_text().count("stumbling") <= times:
        raise RuntimeError("a stone\x00 in the way \udcff")


@task(retries=0)
def only_once():
    raise LookupError("nobody there")


@task(first_wait=timedelta(seconds=0))
def take_long(seconds):
    log("began")
    time.sleep(seconds)
    log("ended")
