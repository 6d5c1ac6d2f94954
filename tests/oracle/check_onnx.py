"""Exports models of several kinds with toOnnx and has onnx.checker look at every file; needs `npm run build` and `pip install onnx`."""

import subprocess
import tempfile
from pathlib import Path

import onnx

EXPORT = """
import { writeFileSync } from 'node:fs';
import * as ts from './dist/src/index.js';
const relu = { activation: 'relu' }, softmax = { activation: 'softmax' };
const models = {
  mlp: ts.sequential([12], ts.dense(16, relu), ts.dense(3, softmax)),
  cnn: ts.sequential([28, 28, 1], ts.conv2d(8, 3, relu), ts.maxPool2d(2), ts.conv2d(8, 3, { padding: 'same', stride: 2, groups: 2 }),
    ts.averagePool2d(2, { padding: 'same' }), ts.flatten(), ts.dense(10, softmax)),
  depthwise: ts.sequential([9, 9, 3], ts.depthwiseConv2d(3, { multiplier: 2 }), ts.globalAveragePool2d(), ts.dense(2)),
  recurrent: ts.sequential([5, 3], ts.bidirectional(ts.lstm(4, { returnSequences: true })), ts.gru(3, { returnSequences: true }), ts.simpleRnn(2)),
  transformer: ts.sequential([5], ts.embedding(7, 6), ts.positionalEmbedding(5), ts.transformerBlock(2, { causal: true }), ts.flatten()),
  residual: ts.sequential([6, 6, 4], ts.residual([ts.conv2d(4, 3, { padding: 'same' }), ts.batchNormalization()]), ts.squeezeExcite()),
  globalMax: ts.sequential([9, 9, 3], ts.conv2d(4, 3, { dilation: 2 }), ts.globalMaxPool2d()),
};
for (const [name, model] of Object.entries(models)) {
  writeFileSync(`${process.argv[1]}/${name}.onnx`, ts.toOnnx(model, { metadata: { made: 'by a test' } }));
}
"""

root = Path(__file__).parents[2]
with tempfile.TemporaryDirectory() as folder:
    subprocess.run(["node", "--input-type=module", "-e", EXPORT, folder], cwd=root, check=True)
    for path in sorted(Path(folder).glob("*.onnx")):
        model = onnx.load(path)
        onnx.checker.check_model(model, full_check=True)
        operators = ", ".join(node.op_type for node in model.graph.node)
        print(f"{path.name}: opset {model.opset_import[0].version}, {path.stat().st_size} bytes: {operators}")
