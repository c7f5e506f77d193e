"""Compile the loops of `text/kernels.c` into the wheel; without a compiler it goes without."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOM = Path("src/firsthand/text")
# No fused multiply-add: the loops give the figures of their twins in numpy to the last bit.
FLAGS = ["-O3", "-std=c11", "-ffp-contract=off", "-fPIC", "-shared", "-fvisibility=hidden"]


class CompileKernels(BuildHookInterface):
    """Put the compiled loops beside their source."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile, and mark the wheel as one of this platform."""
        if self.target_name != "wheel":
            return
        target = Path(self.root) / ROOM / "_kernels.so"
        if not compile_kernels(Path(self.root) / ROOM / "kernels.c", target):
            self.app.display_warning("no C compiler: firsthand will use numpy alone, and be slower")
            return
        build_data["artifacts"].append(str(ROOM / target.name))
        build_data["pure_python"] = False
        platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data["tag"] = f"py3-none-{platform}"


def compile_kernels(source: Path, target: Path) -> bool:
    """Compile the loops; False where there is no compiler or it refuses."""
    compiler = shutil.which(os.environ.get("CC") or "cc")
    if compiler is None or sys.platform == "win32":
        return False
    fresh = target.with_suffix(".new")
    command = [compiler, *FLAGS, "-o", str(fresh), str(source), "-lm"]
    if subprocess.run(command, check=False).returncode:  # noqa: S603
        return False
    fresh.replace(target)  # a process that has the old one open keeps it
    return True


if __name__ == "__main__":  # python hatch_build.py: for those who work on the loops
    here = Path(__file__).parent / ROOM
    sys.exit(0 if compile_kernels(here / "kernels.c", here / "_kernels.so") else 1)
