"""Which hardware a speed was measured on."""

from __future__ import annotations

import os
import platform
from pathlib import Path


def hardware() -> str:
    """Name processor, cores and load, as far as the system tells: a speed means nothing without them."""
    return f"{processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"


def processor() -> str:
    """Name the processor, as far as the system tells, and whether it has VNNI, which int8 arithmetic can depend on."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.exists() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    vnni = any("vnni" in line for line in lines if line.startswith("flags"))
    return (named[0] if named else platform.processor() or platform.machine()) + (" with VNNI" if vnni else "")
