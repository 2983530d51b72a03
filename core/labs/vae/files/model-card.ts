// What somebody who is handed a model needs to know of it.

import { isFlow } from '../../../nets/flow.ts';
import type { Architecture } from '../../../nets/networks.ts';
import { elboOf } from '../../../nets/objective.ts';
import type { VaeValues } from '../declaration/params.ts';
import { estimatorOf } from '../run/architecture-of.ts';
import { learntBound, stepsBehind, type VaeState } from '../run/state.ts';

const nats = (x: number) => x.toFixed(2).replace('-', '−');

const posteriors: Readonly<Record<Architecture['family'], string>> = {
  meanField: 'with independent latents',
  fullCovariance: 'with full covariance',
  planar: 'a planar flow of draws with independent latents',
  inverseAutoregressive: 'an inverse autoregressive flow of draws with independent latents',
};

function networkText({ network, hiddenUnits, activation }: Architecture): string {
  if (network === 'linear') return 'linear';
  if (network === 'convolutional') return `two convolutions of 3 × 3 pixels each, to 16 and 32 channels, ${activation}`;
  return `one hidden layer of ${hiddenUnits} units each, ${activation}`;
}

/** Rows of the curve that are printed. */
const ROWS = 12;

/** A model card in Markdown: what it is, what it learnt from, how well it does, how to run it. */
export function modelCard(state: VaeState, values: VaeValues): string {
  const { networks, training, heldOut, seed, entries, evaluation, survey } = state;
  const { architecture: a } = networks;
  const tableEntries = entries.filter((_, i) => i === entries.length - 1 || i % Math.ceil(entries.length / ROWS) === 0);
  const curve = tableEntries.map((entry) =>
    [entry.step, learntBound(entry), elboOf(entry.heldOut), entry.heldOut.accuracy, entry.heldOut.priorEnergy - entry.heldOut.entropy]
      .map((x, i) => (i === 0 ? String(x) : nats(x)))
      .join(' | '),
  );
  const outputs = training.points
    ? 'the mean of each coordinate'
    : a.likelihood === 'bernoulli'
      ? 'the probability that each pixel is one'
      : 'the mean of each pixel';
  const levels = a.likelihood === 'bernoulli' ? `ones and zeros (${values.binarization})` : 'grey levels';
  const taken = training.points ? `numbers in ${training.columns} dimensions` : `${training.rows} × ${training.columns}; ${levels}`;
  return `# A variational autoencoder of ${training.name}

Trained by Free Energy Lab in ${stepsBehind(state)} steps (seed ${seed}).

- ${training.points ? 'Points' : 'Images'}: ${training.name}, ${training.count} to learn from and ${heldOut.count} held out, ${taken}.
- Networks: ${networkText(a)}; ${a.latentDimension} latents; q ${posteriors[a.family]}; likelihood ${a.likelihood}${a.decoderWeights === 'bayesian' ? '; each weight of the decoder a normal: files other than the safetensors run its means' : ''}.
- Training: Adam at ${values.learningRate}, batches of ${values.batchSize}, ${estimatorOf(a, values)} gradient, β = ${values.inverseTemperature}, warm-up ${values.warmUp} steps, free nats ${values.freeBits}.

## How well it does

On ${evaluation.codes.means.length / a.latentDimension} held-out images: bound ${nats(elboOf(evaluation))} nats an image, accuracy ${nats(evaluation.accuracy)}, complexity ${nats(evaluation.priorEnergy - evaluation.entropy)}${survey ? `; ${values.importanceSamples} draws gain ${nats(survey.gain)} nats (looked at after step ${survey.step})` : ''}.

step | bound, training | bound, held out | accuracy | complexity
--- | --- | --- | --- | ---
${curve.join('\n')}

## How to run it

The encoder takes \`x\` [batch, ${a.pixels}], ${training.points ? 'a point a row' : 'pixels from 0 to 1 row by row from the top left'}, and gives \`mean\` and \`log_variance\` [batch, ${a.latentDimension}]. The decoder takes \`z\` [batch, ${a.latentDimension}] and gives \`image\` [batch, ${a.pixels}]: ${outputs}.${isFlow(a) ? ' `mean` and `log_variance` are those before the flow, whose parameters are in the safetensors.' : ''}
`;
}
