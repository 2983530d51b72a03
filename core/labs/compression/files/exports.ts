// What the method in the light hands out: its compressed file, and the same network for other tools.
import { InputError } from '../../../base/input-error.ts';
import { deviceFiles } from '../../../compression/export/device.ts';
import { networkOnnxOf } from '../../../compression/export/onnx.ts';
import { networkSafetensorsOf } from '../../../compression/export/safetensors.ts';
import { networkTfliteOf } from '../../../compression/export/tflite.ts';
import { calibrate } from '../../../compression/run/calibrate.ts';
import type { ExportedFile } from '../../../lab/lab.ts';
import { calibratingRows } from '../../../nets/classify/examples.ts';
import { judge } from '../../../nets/classify/judge.ts';
import type { CompressionValues } from '../declaration/params.ts';
import { shownMethod, shownTitle } from '../declaration/shown.ts';
import { shownNow } from '../look/observe.ts';
import type { CompressionState } from '../run/state.ts';

const file = (values: CompressionValues, ending: string, bytes: Uint8Array<ArrayBuffer>): readonly ExportedFile[] => [
  { name: `${shownMethod(values)}.${ending}`, type: 'application/octet-stream', bytes },
];

/** The file whose bytes are counted, as it is. */
export const compressed = (state: CompressionState, values: CompressionValues): readonly ExportedFile[] =>
  file(values, 'feln', shownNow(state, values).file.bytes.slice());

export const onnx = (state: CompressionState, values: CompressionValues): readonly ExportedFile[] =>
  file(values, 'onnx', networkOnnxOf(shownNow(state, values).network));

/** With what an image takes, and how it does on those held out. */
export function safetensors(state: CompressionState, values: CompressionValues): readonly ExportedFile[] {
  const { network, work } = shownNow(state, values);
  const { heldOut } = state;
  const counted = { title: `${network.name}: ${shownTitle(values)}`, work, heldOut: { ...judge(network, heldOut), images: heldOut.count } };
  return file(values, 'safetensors', networkSafetensorsOf(network, counted));
}

/** In whole numbers throughout. Throws InputError where the method in the light has no grid. */
export function tflite(state: CompressionState, values: CompressionValues): readonly ExportedFile[] {
  const { network } = shownNow(state, values);
  if (network.layers.some(({ weights }) => weights.kind !== 'grid'))
    throw new InputError('shown', 'a method with weights on a grid that takes part in this run', values.shown);
  return file(values, 'tflite', networkTfliteOf(network, calibrate(network, calibratingRows(state.examples))));
}

/** C code and what belongs to it, in a folder of their own. */
export const device = (state: CompressionState, values: CompressionValues): readonly ExportedFile[] =>
  deviceFiles({ ...shownNow(state, values).network, name: shownMethod(values) }, calibratingRows(state.examples)).map(
    ({ name, ...rest }) => ({
      name: `device/${name}`,
      ...rest,
    }),
  );
