"""An external ONNX model: opened, and its graph fitted to the contract of a bundle."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper, shape_inference
from onnx.external_data_helper import uses_external_data

from attune.training.errors import ModelImportError
from attune.vision.models.bundle import Preprocessing
from attune.vision.onnx_session import open_session

if TYPE_CHECKING:
    import onnxruntime

TRANSPOSED = [0, 2, 3, 1]  # (N, C, H, W) -> (N, H, W, C)
TINY = 1e-12  # under a probability's logarithm
WEIGHTS_ARE_NO_INPUTS = 4  # the version of ONNX's format since which a graph need not list its weights as inputs, too


@dataclass(frozen=True, slots=True)
class ExternalModel:
    """A model that opens.

    channels_last: it wants (N, H, W, C), as Keras exports do.
    batch: how many images it takes, None where that is free.
    """

    model: bytes
    session: onnxruntime.InferenceSession
    input_name: str
    output_name: str
    channels_last: bool
    batch: int | None

    def run(self, tensor: NDArray[np.float32]) -> NDArray[np.float32]:
        """Its answer to (N, C, S, S) images, (N, labels); one that takes a fixed number gets the last one repeated.

        Raises:
            ModelImportError: it has none.
        """
        given = tensor.transpose(0, 2, 3, 1) if self.channels_last else tensor
        batch = self.batch or len(given)
        answers = []
        for start in range(0, len(given), batch):
            chunk = given[start : start + batch]
            filled = np.concatenate([chunk, np.repeat(chunk[-1:], batch - len(chunk), axis=0)])
            answers.append(self._run(np.ascontiguousarray(filled))[: len(chunk)])
        return np.concatenate(answers)

    def _run(self, images: NDArray[np.float32]) -> NDArray[np.float32]:
        try:
            (answer,) = self.session.run([self.output_name], {self.input_name: images})
        except Exception as problem:  # onnxruntime's error classes are private and many
            raise ModelImportError(f"the model does not run on its input: {problem}") from problem
        return np.asarray(answer, np.float32)


@dataclass(frozen=True, slots=True)
class Fitted:
    """A model as a bundle's contract has it, opened once more."""

    external: ExternalModel
    parameters: int


def open_external(source: Path, preprocessing: Preprocessing, labels: int) -> ExternalModel:
    """Open an ONNX file and find its one input and output.

    Raises:
        ModelImportError: an external model that cannot be taken as it is described; the message says what does not fit
            and what to do.
    """
    if not source.is_file():
        raise ModelImportError(f"there is no file {source}")
    model = _in_one_file(source)
    try:
        session = open_session(model)
    except Exception as problem:  # as above
        raise ModelImportError(f"{source} cannot be opened as ONNX: {problem}") from problem
    given, answer = _only(session.get_inputs(), "input", source), _only(session.get_outputs(), "output", source)
    if given.type != "tensor(float)":
        raise ModelImportError(
            f"{source} wants {given.type}; only float32 inputs can be served: export it again as float32"
        )
    channels_last = _layout(given.shape, preprocessing, source)
    if len(answer.shape) != 2 or (isinstance(answer.shape[1], int) and answer.shape[1] != labels):
        raise ModelImportError(
            f"{source} gives {answer.shape}, one number for each label is wanted, and --labels names {labels}; "
            "name as many labels as it has outputs, in their order"
        )
    batch = given.shape[0] if isinstance(given.shape[0], int) else None
    return ExternalModel(model, session, given.name, answer.name, channels_last, batch)


def _in_one_file(source: Path) -> bytes:
    """The model with its weights in it; exporters write large ones, and today's torch all of them, to a file beside it.

    Raises:
        ModelImportError: it is no ONNX, or its weights are not where it says, below its own folder.
    """
    try:
        outside = _weights_outside(onnx.load_model(str(source), load_external_data=False).graph)
    except Exception as problem:  # protobuf's and onnx' own, of no common kind
        raise ModelImportError(f"{source} cannot be opened as ONNX: {problem}") from problem
    if not outside:
        return source.read_bytes()
    try:
        return bytes(onnx.load_model(str(source)).SerializeToString())
    except Exception as problem:  # as above: a missing file, a path out of the folder, more than protobuf holds
        raise ModelImportError(
            f"{source} has its weights in {', '.join(sorted(outside))}, and they cannot be brought into one file: "
            f"{problem}. Put that file beside it, or save the model as one file"
        ) from problem


def _weights_outside(graph: onnx.GraphProto) -> set[str]:
    """The files in which weights lie that a graph, or one within it, does not hold itself."""
    tensors = [*graph.initializer]
    within: list[onnx.GraphProto] = []
    for attribute in (attribute for node in graph.node for attribute in node.attribute):
        tensors += [attribute.t, *attribute.tensors]
        within += [attribute.g, *attribute.graphs]
    files = {
        entry.value
        for tensor in tensors
        if uses_external_data(tensor)
        for entry in tensor.external_data
        if entry.key == "location"
    }
    return files.union(*(_weights_outside(each) for each in within if each.node))


def _only(tensors: list[Any], what: str, source: Path) -> Any:  # noqa: ANN401 - onnxruntime's NodeArg is private
    if len(tensors) != 1:
        names = ", ".join(tensor.name for tensor in tensors)
        raise ModelImportError(f"{source} has {len(tensors)} {what}s ({names}); a model for expressions has one")
    return tensors[0]


def _layout(shape: list[Any], preprocessing: Preprocessing, source: Path) -> bool:
    """Whether the channels come last; refuses what is neither layout, or of another size than was said."""
    size, channels = preprocessing.size, preprocessing.channels

    def fits(wanted: tuple[int, ...]) -> bool:
        return len(shape) == 4 and all(
            not isinstance(side, int) or side == want for side, want in zip(shape[1:], wanted, strict=True)
        )

    if fits((channels, size, size)):
        return False
    if fits((size, size, channels)):
        return True
    said = f"{size} x {size} with {channels} channel{'s' if channels > 1 else ''}"
    raise ModelImportError(f"{source} takes {shape}, which is not {said}; give its --size, and --rgb or --grey")


def fit_to_contract(
    external: ExternalModel, preprocessing: Preprocessing, labels: int, probabilities: bool, *, free_batch: bool = True
) -> Fitted:
    """The model with its input as (N, C, S, S), and logits as its output: transposed, and the logarithm taken.

    free_batch: let it take any number of images, also where it was written for a fixed one; else it takes as many as
    it did.

    Raises:
        ModelImportError: what comes of it cannot be opened.
    """
    graph_model = onnx.load_from_string(external.model)
    graph = graph_model.graph
    if free_batch and external.batch is not None:
        free_reshapes(graph, external.batch)
    size, channels = preprocessing.size, preprocessing.channels
    parameters = sum(int(np.prod(each.dims)) for each in graph.initializer)
    first = "N" if free_batch or external.batch is None else external.batch
    if external.channels_last:
        _rename(graph, external.input_name, "attune_channels_last")
        graph.node.insert(
            0, helper.make_node("Transpose", [external.input_name], ["attune_channels_last"], perm=TRANSPOSED)
        )
    if probabilities:
        _rename(graph, external.output_name, "attune_probabilities")
        graph.initializer.append(numpy_helper.from_array(np.array(TINY, np.float32), "attune_tiny"))
        graph.node.append(helper.make_node("Add", ["attune_probabilities", "attune_tiny"], ["attune_positive"]))
        graph.node.append(helper.make_node("Log", ["attune_positive"], [external.output_name]))
    entry = helper.make_tensor_value_info(external.input_name, TensorProto.FLOAT, [first, channels, size, size])
    answer = helper.make_tensor_value_info(external.output_name, TensorProto.FLOAT, [first, labels])
    del graph.input[:], graph.output[:]
    graph.input.append(entry)
    graph.output.append(answer)
    del graph.value_info[:]
    graph_model.ir_version = max(graph_model.ir_version, WEIGHTS_ARE_NO_INPUTS)
    return Fitted(_open_fitted(graph_model, external), parameters)


def _open_fitted(graph_model: onnx.ModelProto, external: ExternalModel) -> ExternalModel:
    model = shape_inference.infer_shapes(graph_model).SerializeToString()
    try:
        session = open_session(model)
    except Exception as problem:  # as above
        raise ModelImportError(f"the model cannot be fitted to a bundle's contract: {problem}") from problem
    first = session.get_inputs()[0].shape[0]
    return replace(
        external, model=model, session=session, channels_last=False, batch=first if isinstance(first, int) else None
    )


def free_reshapes(graph: onnx.GraphProto, batch: int) -> None:
    """Let every Reshape of a graph that was written for `batch` images keep as many as it is given.

    A shape that begins with `batch` gets 0 there, "as it comes in". Where that is wrong, the answers tell.
    """
    shapes = {node.input[1] for node in graph.node if node.op_type == "Reshape" and len(node.input) > 1}
    stored = [tensor for tensor in graph.initializer if tensor.name in shapes]
    made = [
        attribute.t
        for node in graph.node
        if node.op_type == "Constant" and node.output[0] in shapes
        for attribute in node.attribute
        if attribute.name == "value"
    ]
    for tensor in (*stored, *made):
        sides = numpy_helper.to_array(tensor).copy()
        if sides.ndim == 1 and len(sides) > 1 and sides[0] == batch:
            sides[0] = 0
            tensor.CopyFrom(numpy_helper.from_array(sides, tensor.name))


def _rename(graph: Any, old: str, new: str) -> None:  # noqa: ANN401 - a protobuf message
    """Give a tensor another name wherever the nodes speak of it."""
    for node in graph.node:
        node.input[:] = [new if name == old else name for name in node.input]
        node.output[:] = [new if name == old else name for name in node.output]
