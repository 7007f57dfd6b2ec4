import onnx
import pytest
from onnx import TensorProto, helper

from attune.training.comparison.onnx_costs import multiply_accumulates, time_model
from attune.training.evaluation.hardware import hardware
from tests.training.bundle_files import tiny_model


def test_multiply_accumulates_by_hand():
    # 24 x 24 places of 4 channels, each over 9 pixels; then 8 sums over 4 channels
    assert multiply_accumulates(tiny_model()) == 24 * 24 * 4 * 9 + 8 * 4


@pytest.mark.parametrize("kind", ["Gemm", "MatMul"])
def test_matrix_products_count_a_row_for_every_output(kind: str):
    node = helper.make_node(kind, ["x", "w"], ["y"])
    tensor = helper.make_tensor("w", TensorProto.FLOAT, [3, 5], [0.0] * 15)
    ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", n]) for name, n in (("x", 3), ("y", 5))]
    graph = helper.make_graph([node], "one", ends[:1], ends[1:], [tensor])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
    assert multiply_accumulates(model.SerializeToString()) == 15


def test_a_graph_of_unknown_shapes_is_refused_by_name():
    model = onnx.load_from_string(tiny_model())
    model.graph.input[0].type.tensor_type.shape.dim[2].dim_param = "height"
    with pytest.raises(ValueError, match="the shapes of Conv"):
        multiply_accumulates(model.SerializeToString())


def test_a_speed_says_how_often_it_was_measured_and_a_machine_how_busy_it_is():
    speed = time_model(tiny_model(), runs=5)
    assert speed.runs == 5
    assert 0 < speed.p50 <= speed.p95
    assert "cores, load" in hardware()
