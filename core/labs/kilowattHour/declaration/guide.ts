// The lab of joules explains itself: its plots, where its terms come from, and a tour.
import type { Guide } from '../../../lab/guide.ts';

export const guide: Guide = {
  explain: {
    efficiency: {
      shows:
        'What an answer tells of the label, in bits, over the joules that it takes; and how often it errs. A ring is an estimate: operations and bytes as the kernels counted them, times the table’s prices; its line is the band of the table. Black dots were measured: joules of three boards for a dense network as large as LeNet-300-100, with the bits of the way in int8. They lie hundreds of times lower, since a processor also fetches instructions, computes addresses, and leaks. Lines are ways that stop when they are sure, over how sure that is. Ways with no bits have no place on a logarithm.',
      tries: 'Change where weights lie: the order of the ways changes with it.',
    },
    correct: {
      shows: 'The same in another sense: right answers for a kilowatt-hour, whether or not the network knew that they were right.',
      tries: 'Compare the order with that in bits: being sure of what is wrong costs bits, but no right answers.',
    },
    ladder: {
      shows:
        'The energy of an answer, from what physics asks at least to what boards take. The limit is kT ln 2 at 300 K for each bit that the way in the light tells.',
      tries: 'Put another way in the light, and see how little the limit moves.',
    },
    parts: {
      shows: 'The energy of an answer of the way in the light: arithmetic, memory on the chip, DRAM, and idling.',
      tries: 'Have weights lie in DRAM, and in no memory at all.',
    },
    overBatch: {
      shows: 'The energy of an answer over how many are given at once: weights are read once for all of them.',
      tries: 'Drag the point until arithmetic is what most of the energy goes to.',
    },
    stopping: {
      shows: 'The error of ways that stop when they are sure, over the probability that they want.',
      tries: 'Drag the point to the left: see in the large picture how much each point of error buys.',
      trail: 'Each line is one set of networks at many thresholds.',
    },
    costs: {
      shows:
        'Joules of training for a bit: over 100 steps, what the kernels counted by the table, over the bits that all images learnt from became shorter by, as held-out images tell. Where nothing was gained there is no mark.',
      tries: 'Drag the dashed line down: training ends sooner, and at the same step whenever it is done again.',
      trail: 'A look at the held-out images every ten steps.',
    },
    course: {
      shows:
        'The bound on held-out images over the joules that training took so far: log p(class) of a classifier, the bound of log p(x) of an autoencoder.',
      tries: 'Read off what the last tenth of the bound cost.',
      trail: 'A point for each look at the held-out images.',
    },
    operations: {
      shows: 'What one answer takes, counted while the network runs, kind by kind, for each way in its colour.',
      tries: 'See which ways have no products at all.',
    },
    things: {
      shows:
        'A kilowatt-hour: litres of water from 20 to 100 °C (4,186 J a litre and degree), charges of a telephone of 13 Wh, hours of a lamp, grams of CO₂ by the region’s mean, cells of a hearing aid of 0.25 Wh, and answers of the way in the light.',
      tries: 'Choose another region, and see the grams move.',
    },
    lasting: {
      shows:
        'How many days a battery lasts for nothing but answers, over how many there are a second. A device takes more than its answers.',
      tries: 'Drag the point to as many answers as your question needs.',
    },
  },
  derive: {
    microjoules: [
      {
        tex: 'E=\\underbrace{\\textstyle\\sum n\\,e}_{\\text{compute}}+\\underbrace{\\textstyle\\sum_{\\text{on}}\\tfrac{8b}{w}e}_{\\text{on chip}}+\\underbrace{\\textstyle\\sum_{\\text{off}}\\tfrac{8b}{w}e}_{\\text{DRAM}}+P_0t',
        sentence: 'Counts times prices, part by part; each price is of one word of w bits.',
      },
      { tex: 'b_\\text{weights}\\to b_\\text{weights}/B', sentence: 'Weights are read once for a batch of B answers.' },
    ],
    computeEnergy: [
      {
        tex: 'n_{32}(e^\\times_{32}+e^+_{32})+n_8(e^\\times_8+e^+_\\text{sum})+n_+e^+',
        sentence: 'A multiply–accumulate is a product and a sum; of int8 the sum is wider than the product.',
      },
      { tex: '4.6\\,\\text{pJ}\\cdot 266{,}200=1.22\\,\\mu\\text{J}', sentence: 'LeNet-300-100 in float32 at 45 nm, by Horowitz’s table.' },
    ],
    onChipEnergy: [
      { tex: '\\frac{8b}{w}\\,e', sentence: 'Bytes in words of w bits: neighbours share a word, so that parts of words count as parts.' },
    ],
    dramEnergy: [
      {
        tex: '640\\,\\text{pJ}\\cdot 266{,}610=171\\,\\mu\\text{J}',
        sentence: 'The numbers of LeNet-300-100, read once from DRAM: a hundred times its arithmetic.',
      },
    ],
    idleEnergy: [{ tex: 'P_0\\,t', sentence: 'What is drawn while an answer takes its time, whatever is done.' }],
    bitsPerJoule: [
      {
        tex: 'I(Y;\\hat Y)\\ge H(Y)-\\mathbb{E}[-\\log_2 p(y\\mid x)]',
        sentence: 'Whoever codes labels by the network’s beliefs saves this much on average.',
      },
      {
        tex: '\\log_2 C-\\mathrm{CE}/\\ln 2',
        sentence: 'Where classes are equally likely; below 0 where the network is worse than not knowing.',
      },
    ],
    bound: [
      {
        tex: 'N\\,\\Delta L/\\ln 2',
        sentence: 'A bound that grows by ΔL nats an image makes N images shorter by so many bits.',
      },
    ],
    microjoulesPerBit: [
      { tex: '\\frac{\\Delta E}{N\\,\\Delta L/\\ln 2}', sentence: 'Joules of the last 100 steps, over bits that they gained.' },
    ],
  },
  tour: [
    {
      title: 'What did this network cost?',
      text: 'Each ring is a way to answer the same question: up is more bits for a joule, left is fewer errors. Put “Dense, float32” in the light, and read what an answer takes.',
      at: { param: 'shown' },
      preset: 'question',
      done: (now) => now.values.shown === 'float32',
    },
    {
      title: 'Not the products',
      text: 'The bars say where the joules go. Most is memory, though weights lie on the chip. Have them lie in DRAM.',
      at: { plot: 'parts' },
      done: (now) => now.values.weightsIn === 'dram',
    },
    {
      title: 'Read once, used often',
      text: 'In a batch each weight is read once. Open Batch, and drag the point to the right.',
      at: { plot: 'overBatch' },
      done: (now) => Number(now.values.batch) > 16,
    },
    {
      title: 'And on a hearing aid?',
      text: 'A cell of 0.25 Wh, weights in a small memory. Open Battery, and drag the point to how often you would ask.',
      at: { plot: 'lasting' },
      preset: 'hearingAid',
      done: (now, begun) => now.values.rate !== begun.values.rate,
    },
    {
      title: 'An estimate is no measurement',
      text: 'Black dots were measured on boards. Point at “bits a joule”, and compare: hundreds of times lower. The table prices arithmetic and memory; a board does much else.',
      at: { plot: 'efficiency' },
      preset: 'question',
      done: (now) => now.highlight === 'bitsPerJoule',
    },
    {
      title: 'Easy images, short answers',
      text: 'Most digits are easy. Drag “sure enough”: the cascade asks the larger network only when in doubt.',
      at: { plot: 'stopping' },
      preset: 'untilSure',
      done: (now, begun) => now.values.sure !== begun.values.sure,
    },
    {
      title: 'When to stop learning',
      text: 'Press Train, and watch what a bit costs. Drag the dashed line: that is what a bit is worth to you.',
      at: { plot: 'costs' },
      preset: 'training',
      done: (now, begun) => now.step > begun.step && now.values.price !== begun.values.price,
    },
  ],
};
