"""The training loop, readable from top to bottom: `attune train config.yaml optimizer.lr=0.05 --resume`."""

from __future__ import annotations

import math
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn

from attune.expressions import EXPRESSIONS
from attune.training.checkpoints.checkpoint import (
    load_checkpoint,
    require_same_run,
    require_unused,
    restore_rng_state,
    rng_state,
    save_checkpoint,
)
from attune.training.checkpoints.provenance import current_commit
from attune.training.checkpoints.warm_start import start_from
from attune.training.configuration.config import Config
from attune.training.data.dataset import Faces, load_scored, load_training
from attune.training.distillation.teachers import Teachers, blend_teacher_predictions
from attune.training.errors import CheckpointError
from attune.training.evaluation.metrics import accuracy, negative_log_likelihood, probabilities_of
from attune.training.evaluation.plots import write_run_plots
from attune.training.loop.augment import augment
from attune.training.loop.losses import loss_of_heads, mirror_disagreement
from attune.training.loop.mixup import mix_batch
from attune.training.loop.model_ema import ModelEma
from attune.training.loop.process_group import ProcessGroup, process_group
from attune.training.loop.run_logger import RunLogger
from attune.training.loop.schedule import Plateau, build_optimizer, learning_rate
from attune.training.models import build_model
from attune.training.models.heads import AUXILIARY_CLASSES
from attune.training.models.inference import in_canonical_columns, normalise, predict
from attune.training.models.pretrained import load_pretrained
from attune.vision.models.classifier import Probabilities


def train(config: Config, resume: bool = False) -> Path:
    """Train a model as the configuration says; every epoch ends in `last.pt`, the best one so far also in `best.pt`.

    Started by torchrun, the processes share the work and the first one writes.

    Args:
        config: the run's.
        resume: continue from `last.pt`; the continued run computes exactly what an uninterrupted one would have.

    Returns:
        The path of `last.pt`.

    Raises:
        ConfigError: a configuration that cannot be used; the message names the key and what to do.
        DatasetError: a data set that cannot be read; the message names the file, the row where there is one, and what
            to do.
        ModelError: an architecture that does not exist, exists twice, or does not take an option.
        CheckpointError: a checkpoint that is missing, damaged, or of another run; or the name is another run's.
        VisionError: a teacher's bundle that does not verify.
    """
    with process_group(config.optimizer.batch) as processes:
        return _train(config, resume, processes)


def _train(config: Config, resume: bool, processes: ProcessGroup) -> Path:
    torch.manual_seed(config.seed)
    if config.run.threads:
        torch.set_num_threads(config.run.threads)
    device, plan, described = processes.device(config.run.device), config.optimizer, config.model
    folder = Path(config.run.checkpoints) / config.name
    if not resume:
        require_unused(folder / "last.pt")
    # what a run cannot be made of is told before the data is read and teachers are asked
    build_model(described.name, 1, described.size, described.options, described.channels)
    # plots are all of one size, so the fastest kernel for it, once found, is the fastest of the whole run
    torch.backends.cudnn.benchmark = True
    training = load_training(config.data, config.model.size)
    precision: torch.dtype = getattr(torch, config.run.precision)
    training = blend_teacher_predictions(training, config.distillation, config.data, device, precision)
    validation = load_scored(config.data, config.data.validation_split, config.model.size)
    columns = [EXPRESSIONS.index(expression) for expression in training.expressions]
    layout = torch.channels_last if config.run.channels_last else torch.contiguous_format
    labels = [str(EXPRESSIONS[column]) for column in columns]
    teachers = Teachers(config.distillation, described.size, labels, device)
    heads = [training.targets[:, columns]]
    if training.auxiliary is not None:
        heads.append(training.auxiliary[:, [EXPRESSIONS.index(each) for each in AUXILIARY_CLASSES]])
    outputs = sum(head.shape[1] for head in heads)
    model = build_model(described.name, outputs, described.size, described.options, described.channels)
    # one generator decides the order of faces and every augmentation, so its state is the sampler's state
    rng = torch.Generator(device).manual_seed(config.seed)
    if config.model.pretrained and not resume:
        load_pretrained(model, config.model.pretrained)
    if config.model.starts and not resume:
        start_from([Path(start) for start in config.model.starts], model, config.model, training.pixels[:4096], rng)
    model = model.to(device=device, memory_format=layout)  # type: ignore[call-overload]
    ema = ModelEma(model, plan.ema)
    optimizer, plateau = build_optimizer(model, plan), Plateau(plan)
    scaler = torch.amp.GradScaler(device.type, enabled=precision == torch.float16)

    first_epoch, best, since_best, seconds, commit = 1, -1.0, 0, 0.0, current_commit()
    logger_state: dict[str, str] = {}
    if resume:
        state = load_checkpoint(folder / "last.pt")
        require_same_run(state, config, folder / "last.pt")
        model.load_state_dict(state["model"])
        ema.model.load_state_dict(state["ema"])
        optimizer.load_state_dict(state["optimizer"])
        scaler.load_state_dict(state["scaler"])
        plateau.restore(state["plateau"])
        restore_rng_state(rng, state["rng"])
        first_epoch, best, since_best = state["epoch"] + 1, state["best"], state["since_best"]
        seconds, logger_state = state["seconds"], state["logger"]

    pixels = torch.from_numpy(training.pixels)[:, None].to(device)  # (N, 1, S, S) uint8
    targets = torch.from_numpy(np.concatenate(heads, axis=1)).to(device)  # (N, C + A), rows of each head sum to 1
    batches = max(1, len(training) // plan.batch)
    logger = RunLogger(config, first_epoch, logger_state) if processes.is_main_process else None
    last_epoch = first_epoch - 1
    for epoch in range(first_epoch, plan.epochs + 1):
        if plan.patience and since_best >= plan.patience:
            break
        last_epoch = epoch
        started, losses = time.monotonic(), []
        if logger:
            logger.start_epoch(epoch, batches)
        model.train()
        order = torch.randperm(len(training), generator=rng, device=device)
        for index in range(batches):
            step = (epoch - 1) * batches + index
            for group in optimizer.param_groups:
                group["lr"] = learning_rate(step, batches, plan) * plateau.scale
            chosen = order[index * plan.batch : (index + 1) * plan.batch]  # the ragged last batch sits out this epoch
            faces = augment(pixels[chosen].float() / 255, config.augment, rng)
            faces, wanted = map(processes.shard, mix_batch(faces, targets[chosen], config.mix, rng))
            wanted = teachers.blend(faces, wanted, precision)
            if config.loss.mirror:
                faces, wanted = torch.cat([faces, faces.flip(3)]), torch.cat([wanted, wanted])  # 2 B
            faces = normalise(faces, config.model).contiguous(memory_format=layout)
            with torch.autocast(device.type, precision, enabled=precision != torch.float32):
                logits = model(faces).float()  # (B, C + A)
            loss = loss_of_heads(logits, wanted, len(columns), config.loss)
            if config.loss.mirror:
                as_is, mirrored = logits.chunk(2)
                loss = loss + config.loss.mirror * mirror_disagreement(as_is, mirrored, len(columns))
            optimizer.zero_grad(set_to_none=True)
            scaler.scale(loss).backward()  # type: ignore[no-untyped-call]
            processes.average_gradients(model)
            if plan.clip_norm:
                scaler.unscale_(optimizer)
                nn.utils.clip_grad_norm_(model.parameters(), plan.clip_norm)
            scaler.step(optimizer)
            scaler.update()
            ema.update(model, step)
            losses.append(loss.detach())
            if logger:
                logger.advance()

        mean_loss = float(processes.mean(torch.stack(losses).mean()))
        if not math.isfinite(mean_loss):
            raise CheckpointError(
                f"the loss of epoch {epoch} is {mean_loss}; train again under another name with a lower optimizer.lr"
            )
        # autocast here too: the metric of an epoch is worth seconds, not minutes; `attune evaluate` gives the exact one
        score = 0.0
        if logger:
            logits = predict(ema.model, validation.pixels, config.model, precision)[:, : len(columns)]
            predictions = in_canonical_columns(probabilities_of(logits), columns)
            score = accuracy(predictions, validation.labels)
        score = processes.broadcast(score)
        plateau.observe(score)
        since_best = 0 if score > best else since_best + 1
        best = max(best, score)
        seconds += time.monotonic() - started
        if logger:
            metrics = {
                "loss": mean_loss,
                "validation_accuracy": score,
                "validation_nll": negative_log_likelihood(predictions, validation.labels),
                "lr": optimizer.param_groups[0]["lr"],
                "seconds": seconds,
            }
            logger.finish_epoch(epoch, metrics)
            state = {
                "config": config.as_dict(),
                "commit": commit,
                "labels": labels,
                "model": model.state_dict(),
                "ema": ema.model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "scaler": scaler.state_dict(),
                "plateau": plateau.state(),
                "rng": rng_state(rng),
                "logger": logger.state(),
                "epoch": epoch,
                "best": best,
                "since_best": since_best,
                "seconds": seconds,
                "metrics": metrics,
            }
            if since_best == 0:
                save_checkpoint(folder / "best.pt", state)
            if config.run.save_every and epoch % config.run.save_every == 0:
                save_checkpoint(folder / f"epoch-{epoch:04}.pt", state)
            save_checkpoint(folder / "last.pt", state)
    if logger and config.run.plots and last_epoch >= first_epoch:
        logger.plots(run_plots(config, predictions, validation))
    if logger:
        logger.finish(first_epoch, last_epoch, last_epoch - since_best, best, folder)
    return folder / "last.pt"


def run_plots(config: Config, predictions: Probabilities, validation: Faces) -> dict[str, Path]:
    """Draw a finished run beside its log; predictions: (N, 8) of its last epoch."""
    folder = Path(config.run.logs) / config.name
    return write_run_plots(
        folder,
        folder / "log.csv" if config.run.csv else None,
        predictions,
        validation.labels,
        validation.pixels,
        name=config.name,
        split=config.data.validation_split,
        protocol=config.data.protocol,
    )
