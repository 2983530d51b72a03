// The lab of spikes explains itself: its plots, where its terms come from, and a tour.
import type { Guide, Moment } from '../../../lab/guide.ts';

const scalar = (moment: Moment, name: string) => moment.scalars[name] ?? Number.NaN;

export const guide: Guide = {
  explain: {
    raster: {
      shows:
        'Which units of each layer said something in which frame, positive and negative spikes apart. Neighbouring pixels share a row.',
      tries: 'Let an image rest, and see the columns stay empty.',
    },
    unit: {
      shows: 'The value of one unit times the scale of its layer, and what it said: nothing, or a whole number.',
      tries: 'Choose another layer or unit, and look for the frame in which its value passes a half.',
    },
    owed: {
      shows: 'What is left of each unit’s value when the part that was sent is taken off: at most a half.',
      tries: 'Compare herding, which carries it over, with sigma-delta, which reads it off the value.',
    },
    incoming: {
      shows: 'The image that came in last, and where it differs from the one before.',
      tries: 'Choose another stream, and compare how much is lit in the second image.',
    },
    pad: {
      shows: 'A pad to draw on; the image as it came in last, and where it differs from the one before.',
      tries: 'Play, and drag the point to move the image; then hold still.',
    },
    belief: {
      shows: 'How probable each class is by the network shown, and by the network as it was trained.',
      tries: 'Make scales coarse, and see where rounding changes its mind.',
    },
    work: {
      shows: 'Operations of the network shown, frame by frame, beside those of rounding every frame.',
      tries: 'Shuffle the stream: the line of spikes then lies above the other.',
    },
    course: {
      shows: 'The share of frames so far that are taken for another class.',
      tries: 'Set all scales to 8: rounding then hardly matters.',
    },
    saving: {
      shows:
        'From the operations of the dense network to those that are left: units that are silent, additions in place of products, and time.',
      tries: 'Compare the parts: on these images time is the least of them.',
    },
    frontier: {
      shows:
        'For ten prices of an addition, for rates in 2 to 20 steps, and as it was trained: how many images are taken for another class, and what it takes. Measured once over all held-out images; their order, like each other or shuffled, matters to sigma-delta alone.',
      tries: 'Set the scales to optimized and move along the prices: the large dot, which is this run so far, moves with them.',
    },
    herded: {
      shows: 'The mean of the spikes that one number became, and the band of 1/(2t) that it cannot leave.',
      tries: 'Choose a value that is no simple fraction.',
    },
    coded: {
      shows: 'A number that is switched on and off, as it is decoded from spikes of its value and its change.',
      tries: 'Lower the proportional gain: few spikes while nothing changes, and an error that fades slowly.',
    },
    membrane: {
      shows: 'The potential of a leaky neuron under a constant current: up to the threshold, down to 0, held, and up again.',
      tries: 'Lower the current to 1: it comes ever closer to the threshold, and never fires.',
    },
    rates: {
      shows: 'The value that so many spikes in a window stand for: a staircase, and what is lost where the potential is set to 0.',
      tries: 'Drag the point, or begin the potential at 0.',
    },
  },
  derive: {
    denseOperations: [
      { tex: 'D=2\\sum_\\ell n_\\ell\\,n_{\\ell+1}', sentence: 'A multiplication and an addition for each weight: 2 · 198,800.' },
      { tex: 'D=S_0+S_++S_t+O', sentence: 'Step by step to what the network shown does: each part is a difference of counts.' },
    ],
    savedBySparsity: [
      {
        tex: 'S_0=2\\sum_\\ell\\sum_i[x_i^{(\\ell)}=0]\\,n_{\\ell+1}',
        sentence: 'Products with 0 need not be made: any network that skips them saves as much.',
      },
    ],
    savedByAdding: [
      {
        tex: 'S_+=2\\sum_\\ell\\sum_i[x_i^{(\\ell)}\\ne0]\\,n_{\\ell+1}-\\sum_\\ell\\sum_i|\\mathrm{round}(k x_i)|\\,n_{\\ell+1}',
        sentence: 'What is not 0 is rounded to a whole number, and added so many times.',
      },
    ],
    savedByTime: [
      {
        tex: 'S_t=\\sum_\\ell\\sum_i\\bigl(|\\mathrm{round}(k x_t)|-|\\mathrm{round}(k x_t)-\\mathrm{round}(k x_{t-1})|\\bigr)n_{\\ell+1}',
        sentence:
          'Of the sigma-delta network: to say a value, less to say how it changed. Where frames have nothing in common it is below 0.',
      },
    ],
    operations: [
      {
        tex: 'O=\\sum_\\ell\\sum_i|s_i^{(\\ell)}|\\,n_{\\ell+1}',
        sentence: 'Counted where they are made, one by one; of networks that do not round, two for each product.',
      },
    ],
  },
  tour: [
    {
      title: 'A digit moves',
      text: 'Each column is a frame, each mark a unit that spoke. Press Play and wait until the digit rests.',
      at: { plot: 'raster' },
      preset: 'rests',
      done: (now) => scalar(now, 'silentFrames') >= 3,
    },
    {
      title: 'Nothing changes, nothing is spent',
      text: 'The line is at 0. And yet the network goes on knowing what it sees: point at what is left of the operations.',
      at: { term: 'operations' },
      done: (now) => now.highlight === 'operations',
    },
    {
      title: 'Who saved it',
      text: 'Images of digits in an order in which each is like the last. Open Parts: most of the saving is not time. Take some steps.',
      at: { plot: 'saving' },
      preset: 'temporal',
      done: (now, begun) => now.step > begun.step,
    },
    {
      title: 'Where spikes cost more',
      text: 'The same digits, shuffled. What time saved has turned into a price. Take some steps.',
      at: { plot: 'work' },
      preset: 'shuffled',
      done: (now, begun) => now.step > begun.step,
    },
    {
      title: 'The same, bit for bit',
      text: 'Choose the network that rounds every frame: it finds the same logits, for other work.',
      at: { param: 'network' },
      done: (now) => now.values.network === 'rounding',
    },
    {
      title: 'Your turn',
      text: 'Drag the point in the image, with Play pressed. Then hold still.',
      at: { plot: 'pad' },
      preset: 'hand',
      done: (now, begun) =>
        now.values.right !== begun.values.right || now.values.up !== begun.values.up || now.values.drawn !== begun.values.drawn,
    },
  ],
};
