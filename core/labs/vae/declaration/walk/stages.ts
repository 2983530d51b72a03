// The stages of a step, each in one sentence with the numbers of the image that is on its way.
import type { WalkStage } from '../../../../lab/lab.ts';
import { applies } from '../../../../lab/param.ts';
import type { Table } from '../../../../lab/result.ts';
import type { scalars } from '../outputs.ts';
import { normal, pointwise, type VaeValues } from '../params.ts';
import type { Seen } from '../sentences.ts';

type Stage = WalkStage<typeof scalars, Seen, VaeValues>;

const proper = (text: string) => text.replaceAll('-', '−');
const fixed = (x: number | undefined, digits = 2) => proper((x ?? Number.NaN).toFixed(digits));
const short = (x: number | undefined) => proper(Number((x ?? Number.NaN).toPrecision(3)).toString());

/** `a`, `a and b`, `a, b and c`. */
const listed = (texts: readonly string[]) => (texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`);

/** Of few numbers all, of many their least and largest. */
const summary = (numbers: Float64Array | undefined): string =>
  !numbers || numbers.length === 0
    ? 'none'
    : numbers.length <= 3
      ? listed(Array.from(numbers, (x) => fixed(x)))
      : `${fixed(Math.min(...numbers))} to ${fixed(Math.max(...numbers))}`;

const isPoint = (values: VaeValues) => applies(pointwise, values);
const isCoins = (values: VaeValues) => values.likelihood === 'bernoulli' && !isPoint(values);
const isFlow = (values: VaeValues) => !applies(normal, values);
const isFull = (values: VaeValues) => values.network !== 'linear' && values.family === 'fullCovariance';

const one = (table: Table | undefined, name: string) => table?.[name]?.[0];

interface Example {
  readonly count: number;
  readonly accuracy: number;
  readonly priorEnergy: number;
  readonly entropy: number;
  readonly [name: string]: number;
}

const exampleOf = ({ tables }: Seen): Example | undefined =>
  one(tables.walkExample, 'count') === undefined
    ? undefined
    : (Object.fromEntries(
        Object.entries(tables.walkExample ?? {}).map(([name, column]) => [name, column[0] as number]),
      ) as unknown as Example);

/** A sentence about the example; what is said where there is none. */
const about =
  (say: (example: Example, seen: Seen, values: VaeValues) => string) =>
  (seen: Seen, values: VaeValues): string => {
    const example = exampleOf(seen);
    return example ? say(example, seen, values) : 'Nobody is walking.';
  };

export const stages = {
  data: {
    title: 'Data',
    terms: [],
    sentence: about(
      ({ image = 0, count }, _, values) =>
        `${isPoint(values) ? 'Point' : 'Image'} ${image + 1}, the first of the ${count} in the next minibatch${
          isCoins(values)
            ? values.binarization === 'dynamic'
              ? ', its grey levels drawn as ones and zeros'
              : ', cut to ones and zeros'
            : ''
        }.`,
    ),
  },
  encode: {
    title: 'Encode',
    terms: ['complexity'],
    sentence: about((_, { tables: { walkCode } }, values) =>
      values.latentDimension === 1
        ? `The encoder answers with q(z|x): mean ${summary(walkCode?.mean)}, spread ${summary(walkCode?.deviation)}.`
        : `The encoder answers with q(z|x): means ${summary(walkCode?.mean)}, spreads ${summary(walkCode?.deviation)}.`,
    ),
  },
  sample: {
    title: 'Sample',
    terms: [],
    sentence: about((_, { tables: { walkCode } }, values) => {
      const [mean, deviation, noise, code] = ['mean', 'deviation', 'noise', 'code'].map((name) => fixed(one(walkCode, name)));
      if (isFlow(values))
        return `Noise is drawn, ${summary(walkCode?.noise)}; z = μ + σ ε is then moved by the flow, to ${summary(walkCode?.code)}.`;
      if (isFull(values)) return `Noise is drawn, ${summary(walkCode?.noise)}; z = μ + L ε is ${summary(walkCode?.code)}.`;
      const first = values.latentDimension === 1 ? '' : ', the first of them';
      return `Noise is drawn from outside: z = μ + σ ε is ${mean} + ${deviation} · ${noise?.startsWith('−') ? `(${noise})` : noise} = ${code}${first}.`;
    }),
  },
  decode: {
    title: 'Decode',
    terms: ['accuracy'],
    sentence: about(({ brightness }, _, values) =>
      isCoins(values)
        ? `The decoder makes a probability of each pixel from z alone: ${short(brightness)} on average.`
        : `The decoder makes a mean of each ${isPoint(values) ? 'coordinate' : 'pixel'} from z alone: ${short(brightness)} on average.`,
    ),
  },
  energy: {
    title: 'Energy',
    terms: ['energy'],
    sentence: about(
      ({ accuracy, priorEnergy }) =>
        `Of the image given its code ${fixed(-accuracy)} nats, of the code under the prior ${fixed(priorEnergy)}: the energy is ${fixed(priorEnergy - accuracy)}.`,
    ),
  },
  entropy: {
    title: 'Entropy',
    terms: ['entropy', 'freeEnergy'],
    sentence: about(
      ({ accuracy, priorEnergy, entropy }) =>
        `q is spread out by ${fixed(entropy)} nats. Energy less entropy is the free energy of this image: ${fixed(priorEnergy - accuracy - entropy)}.`,
    ),
  },
  gradient: {
    title: 'Gradient',
    terms: ['freeEnergy'],
    sentence: about(({ count, encoderGradient, decoderGradient, beta = 1 }, _, { trained }) => {
      const weighed = beta === 1 ? '' : ` with β = ${short(beta)}`;
      const of = count === 1 ? 'of this image' : `of the ${count} images on average`;
      const still = trained === 'both' ? '' : `; the ${trained === 'encoder' ? 'decoder' : 'encoder'} stays as it is`;
      return `How the free energy ${of}${weighed} changes with the weights: slopes of length ${short(encoderGradient)} for the encoder, ${short(decoderGradient)} for the decoder${still}.`;
    }),
  },
  update: {
    title: 'Update',
    terms: ['elbo'],
    sentence: about(({ update = 0 }) =>
      update > 0
        ? `Adam divides each slope by its usual size and moves all weights by ${short(update)} in all. Go on to take this step.`
        : 'No weight would move.',
    ),
  },
} as const satisfies Readonly<Record<string, Stage>>;

/** What the picture shows, for whoever cannot see it. */
export function walkSentence(seen: Seen, values: VaeValues): string {
  const { stage } = values;
  if (stage !== 'none' && stage !== 'all') return stages[stage].sentence(seen, values);
  return about(
    ({ image = 0, accuracy, priorEnergy, entropy }, _, values) =>
      `${isPoint(values) ? 'Point' : 'Image'} ${image + 1} through both networks: energy ${fixed(priorEnergy - accuracy)} less entropy ${fixed(entropy)} is its free energy, ${fixed(priorEnergy - accuracy - entropy)} nats.`,
  )(seen, values);
}
