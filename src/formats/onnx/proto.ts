/**
 * The messages of an ONNX file, and their bytes.
 * Source: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto (the numbers of the fields stand behind `//`)
 */
import type { DType } from '../../tensor/dtype.ts';
import { bytes, type Field, float, message, text, whole, wholes } from '../protobuf.ts';

/** ONNX 1.15 (2023), which ONNX Runtime knows since 1.17: new enough for Gelu, old enough for the runtimes in use. */
export const OPSET = 20;
/** The version of the file format that belongs to it. */
const IR_VERSION = 9;

export type OnnxType = DType | 'int64';

/** TensorProto.DataType */
const typeNumbers: Readonly<Record<OnnxType, number>> = { float32: 1, int32: 6, int64: 7, bool: 9, float64: 11 };

export function typeNumber(type: OnnxType): number {
  return typeNumbers[type];
}

/** A whole number, whole numbers, or text; floats are written `{ float: 0.5 }`. */
export type OnnxAttribute = number | readonly number[] | string | { readonly float: number };

export interface OnnxNode {
  /** One that is not in the standard has its domain in front: `com.microsoft.nchwc.Conv`. */
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, OnnxAttribute>>;
}

export interface OnnxTensor {
  readonly name: string;
  readonly type: OnnxType;
  readonly shape: readonly number[];
  /** The elements as they lie in memory, little-endian. */
  readonly data: Uint8Array;
}

/** An input or output; a length may be a name, which stands for any number. */
export interface OnnxValue {
  readonly name: string;
  readonly type: OnnxType;
  readonly shape: readonly (number | string)[];
}

export interface OnnxModel {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxTensor[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  readonly metadata: Readonly<Record<string, string>>;
}

/** ModelProto */
export function modelBytes({
  name,
  nodes,
  initializers,
  inputs,
  outputs,
  metadata,
}: OnnxModel): Uint8Array<ArrayBuffer> {
  const graph = message(
    ...nodes.map((node) => bytes(1, nodeBytes(node))), // node
    text(2, name), // name
    ...initializers.map((tensor) => bytes(5, tensorBytes(tensor))), // initializer
    ...inputs.map((value) => bytes(11, valueBytes(value))), // input
    ...outputs.map((value) => bytes(12, valueBytes(value))), // output
  );
  const domains = new Set(nodes.map(({ operator }) => domainOf(operator)).filter((domain) => domain !== ''));
  return message(
    whole(1, IR_VERSION), // ir_version
    text(2, 'tslate'), // producer_name
    bytes(7, graph), // graph
    bytes(8, message(whole(2, OPSET))), // opset_import: version
    ...[...domains].map((domain) => bytes(8, message(text(1, domain), whole(2, 1)))), // opset_import: domain, version
    ...Object.entries(metadata).map(([key, value]) => bytes(14, message(text(1, key), text(2, value)))), // metadata_props
  );
}

export function withoutDomain(operator: string): string {
  return operator.slice(operator.lastIndexOf('.') + 1);
}

function domainOf(operator: string): string {
  return operator.slice(0, Math.max(operator.lastIndexOf('.'), 0));
}

/** NodeProto */
function nodeBytes({ operator, inputs, outputs, attributes }: OnnxNode): Uint8Array {
  return message(
    ...inputs.map((input) => text(1, input)), // input
    ...outputs.map((output) => text(2, output)), // output
    text(3, outputs[0]), // name
    text(4, withoutDomain(operator)), // op_type
    ...Object.entries(attributes).map(([name, value]) => bytes(5, attributeBytes(name, value))), // attribute
    ...(domainOf(operator) === '' ? [] : [text(7, domainOf(operator))]), // domain
  );
}

/** AttributeProto, whose field 20 is its type: 1 float, 2 int, 3 string, 7 ints. */
function attributeBytes(name: string, value: OnnxAttribute): Uint8Array {
  const typed = (type: number, field: Field): Uint8Array => message(text(1, name), field, whole(20, type));
  if (typeof value === 'number') return typed(2, whole(3, value));
  if (typeof value === 'string') return typed(3, text(4, value));
  return 'float' in value ? typed(1, float(2, value.float)) : typed(7, wholes(8, value));
}

/** TensorProto */
function tensorBytes({ name, type, shape, data }: OnnxTensor): Uint8Array {
  return message(
    wholes(1, shape), // dims
    whole(2, typeNumber(type)), // data_type
    text(8, name), // name
    bytes(9, data), // raw_data
  );
}

/** ValueInfoProto, with a TypeProto.Tensor */
function valueBytes({ name, type, shape }: OnnxValue): Uint8Array {
  const lengths = shape.map((length) => {
    const dimension = typeof length === 'number' ? whole(1, length) : text(2, length); // dim_value, dim_param
    return bytes(1, message(dimension));
  });
  const tensor = message(whole(1, typeNumber(type)), bytes(2, message(...lengths))); // elem_type, shape
  return message(text(1, name), bytes(2, message(bytes(1, tensor)))); // name, type: tensor_type
}
