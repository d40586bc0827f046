import numpy as np
import onnx
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from onnx import numpy_helper

from cyclelens.critic import Discriminator
from cyclelens.export import half_weights, parity, run
from cyclelens.generator import Generator, calibrate
from cyclelens.graph import fold_constants
from cyclelens.onnx_writer import write_discriminator, write_generator
from cyclelens.quantize import quantize, quantize_tensor


@given(st.integers(1, 6), st.integers(1, 6), st.sampled_from([0, 1]), st.floats(1e-6, 1e4), st.integers(0, 2**31))
@settings(max_examples=40, deadline=None)
def test_int8_is_within_half_a_step_per_channel(outputs, inputs, axis, size, seed):
    weight = (np.random.default_rng(seed).normal(size=(outputs, inputs, 3, 3)) * size).astype(np.float32)
    values, scale = quantize_tensor(weight, axis)
    spread = scale.reshape([-1 if i == axis else 1 for i in range(4)])
    assert values.dtype == np.int8 and scale.shape == (weight.shape[axis],)
    assert (np.abs(values * spread - weight) <= spread * 0.5001).all()


def test_dead_channels_stay_zero():
    values, scale = quantize_tensor(np.zeros((2, 1, 3, 3), np.float32), 0)
    assert not values.any() and (scale > 0).all()


def test_only_large_convolution_weights_change():
    model = quantize(write_generator(Generator("S").eval()))
    types = {t.name: t.data_type for t in model.graph.initializer}
    assert types["body0.a.w_int8"] == onnx.TensorProto.INT8
    assert all(kind == onnx.TensorProto.FLOAT for name, kind in types.items() if name.endswith((".b", "_scale")))


@pytest.mark.parametrize("tier", ["S", "M", "L"])
def test_every_form_of_the_weights_matches_pytorch(tier):
    torch.manual_seed(1)
    net = Generator(tier)
    pictures = [torch.nn.functional.interpolate(torch.rand(4, 3, 6, 8) * 2 - 1, (48, 64)) for _ in range(3)]
    calibrate(net, pictures)
    exact = write_generator(net.eval())
    x = pictures[0][:1]
    with torch.no_grad():
        wanted = net.core(x)
    assert (run(exact, x) - wanted).abs().max() < 1e-4
    assert (run(half_weights(exact), x) - wanted).abs().max() < 2e-2
    assert (run(quantize(exact), x) - wanted).abs().max() < 0.2


def test_a_bad_export_is_refused(monkeypatch):
    from cyclelens import export

    monkeypatch.setattr(export, "quantize", lambda model: half_weights(onnx_without_bias(model)))
    net = Generator("S").eval()
    torch.nn.init.ones_(net.head.bias)
    with pytest.raises(ValueError, match="int8"):
        parity(net, [torch.rand(1, 3, 32, 32)])


def onnx_without_bias(model):
    result = onnx.ModelProto()
    result.CopyFrom(model)
    for tensor in result.graph.initializer:
        if tensor.name == "head.b":
            tensor.CopyFrom(numpy_helper.from_array(np.zeros(tensor.dims, np.float32), tensor.name))
    return result


def test_discriminator_exports_both_scales():
    import onnxruntime

    net = Discriminator(8).eval()
    x = torch.rand(1, 3, 64, 96)
    session = onnxruntime.InferenceSession(write_discriminator(net).SerializeToString())
    for score, wanted in zip(session.run(None, {"x": x.numpy()}), net(x), strict=True):
        assert np.abs(score - wanted.detach().numpy()).max() < 1e-4


def test_constants_fold():
    helper = onnx.helper
    nodes = [
        helper.make_node("Constant", [], ["two"], value=numpy_helper.from_array(np.float32([2]))),
        helper.make_node("Add", ["two", "one"], ["three"]),
        helper.make_node("Mul", ["x", "three"], ["y"]),
    ]
    value = [helper.make_tensor_value_info(name, 1, [1]) for name in "xy"]
    graph = helper.make_graph(nodes, "g", value[:1], value[1:], [numpy_helper.from_array(np.float32([1]), "one")])
    folded = fold_constants(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)]))
    assert [node.op_type for node in folded.graph.node] == ["Mul"]
    assert numpy_helper.to_array(folded.graph.initializer[0]) == 3
