// The network with what it took on the stream so far, for who would know what an answer costs.
import type { CodedNetwork } from '../../../compression/coded.ts';
import type { Counted } from '../../../compression/export/counted.ts';
import { networkSafetensorsOf } from '../../../compression/export/safetensors.ts';
import { createWork } from '../../../compression/work.ts';
import type { ExportedFile } from '../../../lab/lab.ts';
import { params, type SpikingValues } from '../declaration/params.ts';
import { errorsOf, meanOf } from '../look/work.ts';
import { indexOf, shortNames } from '../model/network-names.ts';
import type { SpikingState } from '../run/state.ts';

function networkOf({ layers }: SpikingState): CodedNetwork {
  const sizes = [layers[0]?.inputs as number, ...layers.map(({ units }) => units)];
  return {
    name: sizes.join('-'),
    input: [sizes[0] as number],
    layers: layers.map(({ inputs, units, weights, bias }, at) => ({
      name: `dense${at + 1}`,
      weights: { kind: 'float32', shape: [inputs, units], values: weights },
      bias,
      activation: at + 1 < layers.length ? 'relu' : 'linear',
      pool: 1,
    })),
  };
}

/** Of the network shown, over the frames so far, the first among them. Numbers between layers are not counted: `activationBytes` is 0. */
function countedOf({ entries }: SpikingState, { dataset, source, network }: SpikingValues): Counted {
  const known = entries.filter(({ nats }) => nats !== undefined);
  const frames = entries.length === 1 ? '1 frame' : `${entries.length} frames`;
  return {
    title: `${shortNames[indexOf(network)]}, ${frames} of: ${params.dataset.options[dataset]}; ${params.source.options[source]}`,
    work: {
      ...createWork(),
      additions: meanOf(entries, ({ additions }) => additions),
      multiplyAccumulatesFloat32: meanOf(entries, ({ multiplyAccumulates }) => multiplyAccumulates),
      weightBytes: meanOf(entries, ({ weightBytes }) => weightBytes),
    },
    ...(known.length > 0 && {
      heldOut: {
        error: (errorsOf(known, network).error as number) / 100,
        crossEntropy: meanOf(known, ({ nats }) => nats as number),
        images: known.length,
      },
    }),
  };
}

export const safetensors = (state: SpikingState, values: SpikingValues): readonly ExportedFile[] => [
  {
    name: `${values.network}.safetensors`,
    type: 'application/octet-stream',
    bytes: networkSafetensorsOf(networkOf(state), countedOf(state, values)),
  },
];
