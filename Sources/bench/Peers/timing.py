"""What the peers' scripts share: arguments, times, and the file that they write."""
import json
import resource
import sys
import time


class Times:
    """Times workloads as `swift run bench` does: once to warm up, then the given number of rounds."""

    def __init__(self, peer, version):
        arguments = dict(zip(sys.argv[1::2], sys.argv[2::2]))
        self.only = arguments["--only"].split(",") if "--only" in arguments else None
        self.rounds = int(arguments.get("--rounds", 7))
        self.path = arguments.get("--json")
        self.findings = {"peer": peer, "version": version, "workloads": []}

    def wants(self, name):
        return self.only is None or name in self.only

    def take(self, name, body, repetitions=1):
        if not self.wants(name):
            return
        body()
        times = []
        for _ in range(self.rounds):
            start = time.perf_counter()
            for _ in range(repetitions):
                body()
            times.append((time.perf_counter() - start) / repetitions)
        times.sort()
        median = times[len(times) // 2]
        self.findings["workloads"].append(
            {"name": name, "median": median, "fastest": times[0], "slowest": times[-1]})
        print(f"{self.findings['peer']:12} {name:14} {median * 1e3:10.3f} ms", flush=True)

    def write(self):
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        self.findings["peakMemory"] = peak * (1 if sys.platform == "darwin" else 1024)
        if self.path:
            with open(self.path, "w") as file:
                json.dump(self.findings, file, indent=1)
