"""Several processes on one model: `torchrun --nproc-per-node 2 -m attune train config.yaml`.

Every process draws the same order and the same augmentations and takes its shard of each batch, so `optimizer.batch` is
the batch of all together and the faces seen are those of a single process. Only batch normalisation differs: each
process normalises by its own shard.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, distributed, nn

from attune.training.errors import ConfigError


class ProcessGroup:
    """The processes that train one model together, seen from one of them; alone, everything here does nothing."""

    def __init__(self, rank: int = 0, size: int = 1) -> None:
        self.rank, self.size = rank, size

    @property
    def is_main_process(self) -> bool:
        """Whether this process validates, logs and saves."""
        return self.rank == 0

    def device(self, configured: str) -> torch.device:
        """Return the device of this process: with `cuda`, each takes the one of its rank.

        Raises:
            ConfigError: a device that is none, or that this machine does not have.
        """
        try:
            if self.size > 1 and configured == "cuda":
                return torch.device("cuda", self.rank % torch.cuda.device_count())
            return torch.zeros(0, device=configured).device
        except (RuntimeError, AssertionError, ZeroDivisionError) as error:
            raise ConfigError(
                f"run.device is {configured}, which this machine does not have "
                f"({str(error).splitlines()[0]}); write cpu, cuda, cuda:1 …"
            ) from None

    def shard(self, chosen: Tensor) -> Tensor:
        """Take this process's shard of a batch; chosen: (B, …).

        Returns:
            About B / size rows.
        """
        return chosen[self.rank :: self.size] if self.size > 1 else chosen

    def average_gradients(self, model: nn.Module) -> None:
        """Make the gradients of a model, after the backward pass, the mean over all processes.

        Not `DistributedDataParallel`: what it leaves behind keeps the process group's threads alive after the group is
        destroyed, and one that wakes while the interpreter ends aborts the process, its work done.
        """
        if self.size == 1:
            return
        gradients = [parameter.grad for parameter in model.parameters() if parameter.grad is not None]
        means = self.mean(torch.cat([gradient.flatten() for gradient in gradients]))
        for gradient, mean in zip(gradients, torch.split(means, [each.numel() for each in gradients]), strict=True):
            gradient.copy_(mean.view_as(gradient))

    def mean(self, values: Tensor) -> Tensor:
        """Average a tensor over all processes."""
        if self.size > 1:
            distributed.all_reduce(values)
        return values / self.size

    def broadcast(self, score: float) -> float:
        """Give every process the number of the main one, so that all stop at the same epoch."""
        if self.size == 1:
            return score
        box = torch.tensor([score], dtype=torch.float64)
        distributed.broadcast(box, src=0)
        return float(box)


@contextmanager
def process_group(batch: int) -> Iterator[ProcessGroup]:
    """Join the processes that torchrun has started; without it, be a group of one.

    Raises:
        ConfigError: the batch cannot be divided evenly: unequal shards would weigh faces unequally.
    """
    if not distributed.is_torchelastic_launched():
        yield ProcessGroup()
        return
    distributed.init_process_group("cpu:gloo,cuda:nccl" if torch.cuda.is_available() else "gloo")
    try:
        size = distributed.get_world_size()
        if batch % size or batch // size < 2:
            raise ConfigError(
                f"optimizer.batch is {batch}, which {size} processes cannot divide evenly, two faces each"
            )
        yield ProcessGroup(distributed.get_rank(), size)
        distributed.barrier()  # nobody hangs up while another still talks: gloo aborts a process whose peer is gone
    finally:
        distributed.destroy_process_group()
