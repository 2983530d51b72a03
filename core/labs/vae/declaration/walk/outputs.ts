// What the walk through a step yields: numbers, and where their picture shows them.

/** A place in the picture. */
const at = (label: string) => ({ label, place: true }) as const;

const place = { x: at('from, across'), y: at('from, up'), toX: at('to, across'), toY: at('to, up') };
const nats = { label: 'value', unit: 'nat' };
const term = { ...place, textY: at('text, up'), nameX: at('name, across'), valueX: at('value, across'), value: nats };
const layer = {
  ...place,
  textY: at('text, up'),
  nameX: at('name, across'),
  valueX: at('value, across'),
  kind: { label: 'kind of layer' },
  value: { label: 'length' },
};

export const walkTables = {
  walkExample: {
    image: { label: 'image' },
    count: { label: 'images of the minibatch' },
    accuracy: { label: 'accuracy', unit: 'nat' },
    priorEnergy: { label: '−log prior of the code', unit: 'nat' },
    entropy: { label: 'entropy', unit: 'nat' },
    beta: { label: 'β' },
    brightness: { label: 'mean of the decoded pixels' },
    encoderGradient: { label: 'length of the encoder’s gradient' },
    decoderGradient: { label: 'length of the decoder’s gradient' },
    update: { label: 'length of the update' },
  },
  walkCode: {
    latent: { label: 'latent' },
    mean: { label: 'mean' },
    deviation: { label: 'standard deviation' },
    noise: { label: 'noise' },
    code: { label: 'code' },
    ...place,
    meanX: at('mean, across'),
    codeX: at('code, across'),
    middle: at('up'),
  },
  walkDraws: { ...place, valueY: at('value, up'), value: { label: 'code' } },
  walkPrior: place,
  walkWays: place,
  walkUnits: place,
  walkEnergy: term,
  walkEntropy: term,
  walkTotal: term,
  walkGradient: layer,
  walkUpdate: layer,
} as const;

export const walkGrids = {
  walkData: { label: 'image of the walk', hue: 'ink' },
  walkEncoder: { label: 'hidden units of the encoder', hue: 'entropy' },
  walkDecoder: { label: 'hidden units of the decoder', hue: 'accuracy' },
  walkDecoded: { label: 'the image decoded', hue: 'ink' },
} as const;
