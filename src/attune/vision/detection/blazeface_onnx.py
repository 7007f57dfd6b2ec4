"""Build step: turn MediaPipe's BlazeFaces, of near faces and of far ones, from TensorFlow Lite into ONNX.

    python -m attune.vision.detection.blazeface_onnx face_detection_short_range.tflite models/blazeface/model.onnx
    python -m attune.vision.detection.blazeface_onnx SOURCE.tflite TARGET.onnx --any-size

The second form is for pictures of any size: near-any.onnx of the short range, far.onnx of the full range.
The sources ship in the npm package @mediapipe/face_detection (Apache-2.0; Bazarevsky et al. 2019). The graphs hold ten
kinds of operators, so a translation of those replaces a TensorFlow or mediapipe installation. Tensors become NCHW, the
layout in which onnxruntime has its fast kernels. Needs the packages tflite and onnx, at build time only.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import tflite
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

ANY_SIZE = "--any-size"
OPSET, IR_VERSION = 17, 8  # both runtimes, Python and WebAssembly, have read these for years
SHORT = {"input": (1, 3, 128, 128), "regressors": (1, 896, 16), "classificators": (1, 896, 1)}
FULL = {"input": (1, 3, 192, 192), "regressors": (1, 2304, 16), "classificators": (1, 2304, 1)}
CONTRACTS = {"blazeface_short_range": SHORT, "blazeface_full_range": FULL}
# What a network calls its outputs, and what they are called here.
NAMES = {"reshaped_regressor_face_4": "regressors", "reshaped_classifier_face_4": "classificators"}
Weight = NDArray[np.generic]
Options = Any  # the option tables of tflite share accessors, not a base class


class UnsupportedGraph(ValueError):
    """The TensorFlow Lite file is not the BlazeFace that this build step knows."""


def same_padding(size: int, kernel: int, stride: int) -> tuple[int, int]:
    """Padding before and after one axis that TensorFlow calls SAME: the odd pixel goes after."""
    total = max((-(-size // stride) - 1) * stride + kernel - size, 0)
    return total // 2, total - total // 2


class Translation:
    """One pass over the operators of a TensorFlow Lite graph, collecting ONNX nodes and weights."""

    def __init__(self, model: tflite.Model, any_size: bool) -> None:
        self._model, self._graph, self._any_size = model, model.Subgraphs(0), any_size
        self._aliases: dict[int, int] = {}  # a dequantised fp16 weight -> the weight
        self.nodes: list[onnx.NodeProto] = []
        self.weights: dict[str, Weight] = {}

    def name(self, index: int) -> str:
        """Name of a tensor, kept for inputs and outputs, numbered in between."""
        name = str(self._graph.Tensors(index).Name().decode())
        name = NAMES.get(name, name)
        return name if name in SHORT else f"t{index}"

    def contract(self) -> tuple[str, dict[str, tuple[int, ...]]]:
        """Name and inputs and outputs of the network that the shape of the input says this is.

        Raises:
            UnsupportedGraph: of another shape.
        """
        _, height, width, channels = (*self.shape(self._graph.Inputs(0)), 0, 0, 0)[:4]
        for name, contract in CONTRACTS.items():
            if contract["input"] == (1, channels, height, width):
                return name, contract
        raise UnsupportedGraph("its input is not one of BlazeFace's; pin @mediapipe/face_detection 0.4")

    def shape(self, index: int) -> list[int]:
        """NHWC shape of a tensor."""
        return [int(size) for size in self._graph.Tensors(index).ShapeAsNumpy()]

    def constant(self, index: int) -> Weight:
        """Value of a weight; fp16 is widened to float32."""
        tensor = self._graph.Tensors(self._aliases.get(index, index))
        raw = self._model.Buffers(tensor.Buffer()).DataAsNumpy().tobytes()
        dtype = {tflite.TensorType.FLOAT16: "<f2", tflite.TensorType.FLOAT32: "<f4", tflite.TensorType.INT32: "<i4"}
        value = np.frombuffer(raw, dtype[tensor.Type()]).reshape(tensor.ShapeAsNumpy())
        return value if value.dtype.kind == "i" else value.astype(np.float32)

    def add(self, kind: str, inputs: list[str], output: str, **attributes: Any) -> None:  # noqa: ANN401
        """Append one ONNX node."""
        self.nodes.append(helper.make_node(kind, inputs, [output], **attributes))

    def weight(self, name: str, value: Weight) -> str:
        """Store a weight and return its name."""
        self.weights[name] = np.ascontiguousarray(value)
        return name

    def translate(self) -> None:
        """Translate every operator in order.

        Raises:
            UnsupportedGraph: one that BlazeFace does not have.
        """
        rules = {
            tflite.BuiltinOperator.DEQUANTIZE: self._dequantise,
            tflite.BuiltinOperator.CONV_2D: self._conv,
            tflite.BuiltinOperator.DEPTHWISE_CONV_2D: self._depthwise,
            tflite.BuiltinOperator.MAX_POOL_2D: self._max_pool,
            tflite.BuiltinOperator.ADD: self._add,
            tflite.BuiltinOperator.RELU: self._relu,
            tflite.BuiltinOperator.PAD: self._pad,
            tflite.BuiltinOperator.RESHAPE: self._reshape,
            tflite.BuiltinOperator.CONCATENATION: self._concatenate,
            tflite.BuiltinOperator.RESIZE_BILINEAR: self._resize,
        }
        for i in range(self._graph.OperatorsLength()):
            operator = self._graph.Operators(i)
            code = self._model.OperatorCodes(operator.OpcodeIndex())
            builtin = max(code.BuiltinCode(), code.DeprecatedBuiltinCode())
            if builtin not in rules:
                raise UnsupportedGraph(
                    f"operator {builtin} is not one of BlazeFace's; pin @mediapipe/face_detection 0.4"
                )
            rules[builtin](operator)

    def _dequantise(self, operator: tflite.Operator) -> None:
        self._aliases[operator.Outputs(0)] = operator.Inputs(0)

    def _conv(self, operator: tflite.Operator) -> None:
        options = _options(operator, tflite.Conv2DOptions())
        self._convolve(operator, options, self.constant(operator.Inputs(1)).transpose(0, 3, 1, 2), groups=1)  # OHWI

    def _depthwise(self, operator: tflite.Operator) -> None:
        options = _options(operator, tflite.DepthwiseConv2DOptions())
        weight = self.constant(operator.Inputs(1)).transpose(3, 0, 1, 2)  # 1HWO
        self._convolve(operator, options, weight, groups=weight.shape[0])

    def _convolve(self, operator: tflite.Operator, options: tflite.Conv2DOptions, weight: Weight, groups: int) -> None:
        output = operator.Outputs(0)
        inputs = [
            self.name(operator.Inputs(0)),
            self.weight(f"w{output}", weight),
            self.weight(f"b{output}", self.constant(operator.Inputs(2))),
        ]
        geometry = self._geometry(operator, options, weight.shape[2:])
        self.add("Conv", inputs, self.name(output), group=groups, **geometry)

    def _max_pool(self, operator: tflite.Operator) -> None:
        options = _options(operator, tflite.Pool2DOptions())
        geometry = self._geometry(operator, options, (options.FilterHeight(), options.FilterWidth()))
        self.add("MaxPool", [self.name(operator.Inputs(0))], self.name(operator.Outputs(0)), **geometry)

    def _geometry(self, operator: tflite.Operator, options: Options, kernel: tuple[int, ...]) -> dict[str, list[int]]:
        height, width = self.shape(operator.Inputs(0))[1:3]
        strides = (options.StrideH(), options.StrideW())
        padding = [(0, 0), (0, 0)]
        if options.Padding() == tflite.Padding.SAME:
            padding = [same_padding(*axis) for axis in zip((height, width), kernel, strides, strict=True)]
        pads = [before for before, _ in padding] + [after for _, after in padding]
        return {"kernel_shape": list(kernel), "strides": list(strides), "pads": pads}

    def _add(self, operator: tflite.Operator) -> None:
        self.add("Add", [self.name(i) for i in operator.InputsAsNumpy()], self.name(operator.Outputs(0)))

    def _relu(self, operator: tflite.Operator) -> None:
        self.add("Relu", [self.name(operator.Inputs(0))], self.name(operator.Outputs(0)))

    def _pad(self, operator: tflite.Operator) -> None:
        output = operator.Outputs(0)
        before, after = self.constant(operator.Inputs(1))[[0, 3, 1, 2]].T  # NHWC -> NCHW
        pads = self.weight(f"p{output}", np.concatenate([before, after]).astype(np.int64))
        self.add("Pad", [self.name(operator.Inputs(0)), pads], self.name(output))

    def _reshape(self, operator: tflite.Operator) -> None:
        source, output = operator.Inputs(0), operator.Outputs(0)
        self.add("Transpose", [self.name(source)], f"nhwc{output}", perm=[0, 2, 3, 1])  # anchors are read in NHWC order
        _, anchors, values = self.shape(output)
        size = [1, -1 if self._any_size else anchors, values]
        shape = self.weight(f"s{output}", np.array(size, dtype=np.int64))
        self.add("Reshape", [f"nhwc{output}", shape], self.name(output))

    def _resize(self, operator: tflite.Operator) -> None:
        options = tflite.ResizeBilinearOptions()
        table = operator.BuiltinOptions()
        options.Init(table.Bytes, table.Pos)
        if options.AlignCorners() or not options.HalfPixelCenters():
            raise UnsupportedGraph("it places pixels otherwise than BlazeFace; pin @mediapipe/face_detection 0.4")
        source, output = operator.Inputs(0), operator.Outputs(0)
        scales = np.divide(
            [self.shape(output)[axis] for axis in (0, 3, 1, 2)], [self.shape(source)[axis] for axis in (0, 3, 1, 2)]
        )
        inputs = [self.name(source), "", self.weight(f"s{output}", scales.astype(np.float32))]
        self.add("Resize", inputs, self.name(output), mode="linear", coordinate_transformation_mode="half_pixel")

    def _concatenate(self, operator: tflite.Operator) -> None:
        self.add("Concat", [self.name(i) for i in operator.InputsAsNumpy()], self.name(operator.Outputs(0)), axis=1)


def _options(operator: tflite.Operator, options: Options) -> Options:
    table = operator.BuiltinOptions()
    options.Init(table.Bytes, table.Pos)
    if options.FusedActivationFunction() != tflite.ActivationFunctionType.NONE:
        raise UnsupportedGraph("a fused activation is not one of BlazeFace's; pin @mediapipe/face_detection 0.4")
    return options


def translate(source: bytes, any_size: bool = False) -> onnx.ModelProto:
    """Translate the TensorFlow Lite file into a checked ONNX model.

    Args:
        source: the file's bytes.
        any_size: leave height and width of the input open, both multiples of the coarsest cell. The network knows no
            place, so one run over a large picture finds what runs over its parts would, without their overlaps.

    Returns:
        Of near faces: input `input` (1, 3, 128, 128), RGB in [-1, 1]; outputs `regressors` (1, 896, 16) and
        `classificators` (1, 896, 1). Of far ones 192 and 2,304 instead.

    Raises:
        UnsupportedGraph: the file is another model.
    """
    translation = Translation(tflite.Model.GetRootAsModel(source, 0), any_size)
    name, contract = translation.contract()
    translation.translate()
    shapes: dict[str, tuple[int | str, ...]] = dict(contract)
    if any_size:
        shapes = {"input": (1, 3, "height", "width"), "regressors": (1, "n", 16), "classificators": (1, "n", 1)}
    values = [helper.make_tensor_value_info(value, TensorProto.FLOAT, shape) for value, shape in shapes.items()]
    weights = [numpy_helper.from_array(value, name) for name, value in translation.weights.items()]
    graph = helper.make_graph(translation.nodes, name, values[:1], values[1:], weights)
    opset = helper.make_opsetid("", OPSET)
    model = helper.make_model(graph, opset_imports=[opset], ir_version=IR_VERSION, producer_name="attune")
    try:
        onnx.checker.check_model(model, full_check=True)
    except onnx.checker.ValidationError as error:
        raise UnsupportedGraph(f"the translated graph is not valid: {error}") from error
    return model


def main(arguments: list[str]) -> int:
    """Translate file to file and print the hash of the result, which is the same on every machine."""
    any_size = ANY_SIZE in arguments
    names = [argument for argument in arguments if argument != ANY_SIZE]
    if len(names) != 2:
        sys.stderr.write(
            f"usage: python -m attune.vision.detection.blazeface_onnx SOURCE.tflite TARGET.onnx [{ANY_SIZE}]\n"
        )
        return 2
    source, target = map(Path, names)
    if not source.is_file():
        sys.stderr.write(f"{source} is not there; `npm ci` in web/ brings it with @mediapipe/face_detection\n")
        return 1
    encoded = translate(source.read_bytes(), any_size).SerializeToString(deterministic=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(encoded)
    sys.stdout.write(f"{target}  sha256 {hashlib.sha256(encoded).hexdigest()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
