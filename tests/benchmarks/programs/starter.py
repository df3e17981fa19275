"""Starts scripts, one at a time, and says what each cost: small itself, because a child's peak memory begins with that
of the process that started it. A program of its own, because it can be run where the trust store is another.

Each line of its input is the JSON of a command and its environment.
"""

import json
import os
import subprocess
import sys
import time


def main() -> None:
    for line in sys.stdin:
        job = json.loads(line)
        started = time.perf_counter()
        process = subprocess.Popen(
            job["command"], env=job["environment"], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        with process.stdout as output:
            printed = output.read()
        _, status, used = os.wait4(process.pid, 0)
        done = {
            "wall": time.perf_counter() - started,
            "cpu": used.ru_utime + used.ru_stime,
            "peak": used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024),
            "status": os.waitstatus_to_exitcode(status),
            "printed": printed,
        }
        process.returncode = done["status"]
        print(json.dumps(done), flush=True)


if __name__ == "__main__":
    main()
