"""`make bench`: runs every file here that has a `main()`, one after another; arguments choose by name."""

import importlib
import sys
import time
from pathlib import Path


def main(names: list[str]) -> int:
    files = sorted(file.stem for file in Path(__file__).parent.glob("*.py") if not file.stem.startswith("_"))
    unknown = set(names) - set(files)
    if unknown:
        print(f"no such benchmark: {', '.join(sorted(unknown))}; there are {', '.join(files)}", file=sys.stderr)
        return 2
    for name in names or files:
        module = importlib.import_module(f"benchmarks.{name}")
        if hasattr(module, "main"):
            print(f"\n== {name}: {(module.__doc__ or name).strip().splitlines()[0]}", flush=True)
            sys.argv = [name]  # a benchmark with options of its own takes their defaults here
            began = time.monotonic()
            module.main()
            print(f"   ({time.monotonic() - began:.1f} s in all)", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
