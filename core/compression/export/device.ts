// A classifier for a device: a C header and a program around it, ONNX and TensorFlow Lite, all with the same codes.
import { InputError } from '../../base/input-error.ts';
import type { CodedNetwork } from '../coded.ts';
import { calibrate } from '../run/calibrate.ts';
import { sizeOf } from '../weights.ts';
import { type NetworkHeader, networkHeaderOf, pixelGrid } from './device/header.ts';
import { mainSource } from './device/main-source.ts';
import { onGrids } from './on-grids.ts';
import { networkOnnxOf } from './onnx.ts';
import { networkTfliteOf } from './tflite.ts';

// Every host has it; the language's own library does not declare it.
declare const TextEncoder: new () => { encode(text: string): Uint8Array<ArrayBuffer> };

interface DeviceFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const TEXT = 'text/plain';
const BINARY = 'application/octet-stream';

/** What each of the files is; of TensorFlow Lite why there is none. */
function listOf(prefix: string, signs: boolean, lite: boolean): string {
  const files = [
    [`${prefix}.h`, `the network: C99, stdint.h alone, no malloc, no floating point; ${prefix}_predict(pixels, logits)`],
    ['main.c', 'reads images, prints their classes'],
    ['digit.raw', 'an image to begin with'],
    [
      `${prefix}.onnx`,
      signs
        ? 'the same network for ONNX runtimes, in float32 between layers, as its units are signs'
        : 'the same codes for ONNX runtimes (QDQ, int8)',
    ],
    [
      `${prefix}.tflite`,
      lite ? 'the same codes for TensorFlow Lite (int8)' : 'is left out: this lab writes it of dense layers without signs',
    ],
  ];
  const wide = prefix.length + '.tflite'.length + 2;
  return files.map(([name, what]) => `    ${name?.padEnd(wide)}${what}`).join('\n');
}

function readmeOf({ prefix, flashBytes, ramBytes, notes }: NetworkHeader, pixels: number, signs: boolean, lite: boolean): string {
  return `${prefix} for a device, in whole numbers

Compile and run, here or there:

    cc -O2 -std=c99 -o classify main.c
    ./classify digit.raw

It prints the class, and the codes of the logits. A file has ${pixels} bytes an image, black 0 and white 255, one image after the other.
The time that one image takes is measured where it is run:

    ./classify --time digit.raw

Flash  ${flashBytes} bytes of constants; the code, some kilobytes, comes on top
RAM    ${ramBytes} bytes of static buffers; pixels, logits and stack come on top

Layers
${notes.map((note) => `    ${note}`).join('\n')}

Files
${listOf(prefix, signs, lite)}

${
  signs
    ? 'Units that are signs are whole thresholds; the codes of the logits are those of the lab, rounded on their grid.'
    : 'Codes in C are those of the lab in int8. Runtimes that scale sums in float32 may differ by 1 where a sum lies at a half.'
}
`;
}

/**
 * Files of a classifier for a device: header, program, an image, ONNX, TensorFlow Lite where it holds the network (dense layers, no signs), and
 * what they say of themselves. Weights that are on no symmetric grid are put on one of 8 bits for each channel; the grids between layers are laid
 * out by `inputs` (`calibrate`), that of the pixels from 0 to 1. Throws InputError where there are no inputs, and for some outside 0 to 1 or of another
 * size, and for a bias or a number of inputs that 32 bits have no room for.
 */
export function deviceFiles(network: CodedNetwork, inputs: readonly Float32Array[]): readonly DeviceFile[] {
  for (const x of inputs)
    for (const value of x) if (!(value >= 0 && value <= 1)) throw new InputError('inputs', 'pixels from 0 to 1', String(value));
  const whole = onGrids(network);
  const grids = calibrate(whole, inputs).with(0, pixelGrid);
  const header = networkHeaderOf(whole, grids);
  const signs = whole.layers.some(({ activation }) => activation === 'sign');
  const dense = whole.layers.every(({ weights }) => weights.shape.length === 2);
  const lite = dense && !signs ? networkTfliteOf(whole, grids) : undefined;
  const { prefix } = header;
  const readme = readmeOf(header, sizeOf(network.input), signs, lite !== undefined);
  const text = (name: string, content: string): DeviceFile => ({ name, type: TEXT, bytes: new TextEncoder().encode(content) });
  return [
    text('README.txt', readme),
    text(`${prefix}.h`, header.text),
    text('main.c', mainSource(prefix)),
    { name: 'digit.raw', type: BINARY, bytes: Uint8Array.from(inputs[0] as Float32Array, (x) => Math.round(255 * x)) },
    { name: `${prefix}.onnx`, type: BINARY, bytes: networkOnnxOf(whole, signs ? undefined : grids) },
    ...(lite ? [{ name: `${prefix}.tflite`, type: BINARY, bytes: lite }] : []),
  ];
}
