"""An external ONNX model: opened, and its graph fitted to the contract of a bundle."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper, shape_inference

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
    """A model that opens. channels_last: it wants (N, H, W, C), as Keras exports do."""

    model: bytes
    session: onnxruntime.InferenceSession
    input_name: str
    output_name: str
    channels_last: bool

    def run(self, tensor: NDArray[np.float32]) -> NDArray[np.float32]:
        """Its answer to (N, C, S, S) images, (N, labels). Raises ModelImportError where it has none."""
        given = tensor.transpose(0, 2, 3, 1) if self.channels_last else tensor
        try:
            (answer,) = self.session.run([self.output_name], {self.input_name: np.ascontiguousarray(given)})
        except Exception as problem:  # onnxruntime's error classes are private and many
            raise ModelImportError(f"the model does not run on its input: {problem}") from problem
        return np.asarray(answer, np.float32)


@dataclass(frozen=True, slots=True)
class Fitted:
    """A model as a bundle's contract has it, opened once more."""

    external: ExternalModel
    parameters: int


def open_external(source: Path, preprocessing: Preprocessing, labels: int) -> ExternalModel:
    """Open an ONNX file and find its one input and output. Raises ModelImportError."""
    if not source.is_file():
        raise ModelImportError(f"there is no file {source}")
    model = source.read_bytes()
    try:
        session = open_session(model)
    except Exception as problem:  # as above
        raise ModelImportError(
            f"{source} cannot be opened as ONNX: {problem}. If its weights lie in a file beside it, save it as one file"
        ) from problem
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
    return ExternalModel(model, session, given.name, answer.name, channels_last)


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


def fit_to_contract(external: ExternalModel, preprocessing: Preprocessing, labels: int, probabilities: bool) -> Fitted:
    """The model with its input as (N, C, S, S), and logits as its output: transposed, and the logarithm taken.

    Raises ModelImportError where what comes of it cannot be opened.
    """
    graph_model = onnx.load_from_string(external.model)
    graph = graph_model.graph
    size, channels = preprocessing.size, preprocessing.channels
    parameters = sum(int(np.prod(each.dims)) for each in graph.initializer)
    # by its name: a graph of an old format lists its weights as inputs, too, and they may come first
    image = next(each for each in graph.input if each.name == external.input_name)
    batch = image.type.tensor_type.shape.dim[0]
    first = batch.dim_value if batch.HasField("dim_value") and batch.dim_value > 0 else "N"
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
    return replace(external, model=model, session=session, channels_last=False)


def _rename(graph: Any, old: str, new: str) -> None:  # noqa: ANN401 - a protobuf message
    """Give a tensor another name wherever the nodes speak of it."""
    for node in graph.node:
        node.input[:] = [new if name == old else name for name in node.input]
        node.output[:] = [new if name == old else name for name in node.output]
