// The lab of description lengths explains itself: its plots, where its terms come from, and a tour.
import type { DerivationLine, Guide, Moment } from '../../../lab/guide.ts';

const cell = (moment: Moment, table: string, column: string) => moment.tables[table]?.[column]?.at(-1) ?? Number.NaN;

const optimal: DerivationLine = {
  tex: '\\ell(x)=-\\log_2 P(x)',
  sentence: 'The shortest code that can be read back gives what is probable few bits (Shannon 1948).',
};

const paid: DerivationLine = {
  tex: '\\mathbb{E}_Q[-\\log_2 P(D\\mid w)-\\log_2 P(w)-\\log_2 t]',
  sentence: 'The sender draws w from Q, sends it under the prior at a precision t, and then the data given it.',
};

const returned: DerivationLine = {
  tex: '\\mathbb{E}_Q[-\\log_2 Q(w)-\\log_2 t]',
  sentence: 'The draw was made by bits of another message. The receiver learns the same Q from the data, and reads them off w.',
};

const fitted = {
  shows: 'What the network says and what was measured, of cases that were sent and of cases that were held out.',
  tries: 'Change how many cases are sent, and the hidden units, and see where the held-out cases are met best.',
};

export const guide: Guide = {
  explain: {
    cost: {
      shows: 'Over the share of the first codeword: the mean length of what is written, and the same less the bits that come back.',
      tries: 'Drag the point. Where the lower curve has its least, shares are as two to the minus length.',
    },
    curve: {
      ...fitted,
      shows: 'The mean of the network’s outputs over all its weights, and how far they scatter, with the cases.',
    },
    fit: fitted,
    confusion: {
      shows:
        'Held-out images by the digit that they show, upwards, and the digit whose output is the largest, across: shares of those that show it.',
      tries: 'Step, and see the diagonal fill; what stays beside it are digits that look alike.',
    },
    eruptions: {
      shows: 'Each eruption in the colour of the component that most likely made it, and the densities of the components.',
      tries: 'Add components: names get dearer, and all that is not needed to tell the eruptions apart comes back.',
    },
    sheet: {
      shows: 'Sixteen of the images, and below each the probability of every pixel given the factors that are believed most.',
      tries: 'Step, and look at how the lower row sharpens while the factors cost more and the pixels less.',
    },
    weights: {
      shows: 'Each weight as a strip from one sd below its mean to one above, the dearest on top, with the prior behind.',
      tries: 'Let it learn: weights that help get narrow and dear, the others spread until the prior covers them.',
    },
    envelope: {
      shows:
        'The parts of a message in the order of sending: bits of another message that choose, the choice as it is written, the data given it, and what comes back in the end.',
      tries: 'Change the precision: the first two bars and the last grow together.',
    },
    precision: {
      shows: 'Over the bits that each weight or factor is written in: what is spent, what is returned, and the difference.',
      tries: 'Drag the point to a finer precision: spent and returned rise by the same, the net length stands still.',
    },
    codes: {
      shows:
        'The length of this message beside those of other codes for the same data. As it goes: cases come in blocks, each as long as all before it, and each block is sent by a network that learns from those before it alone, in as many steps as this one; the first few cases as if nothing were known of them. A linear model goes case by case.',
      tries: 'Step, and see when the last bar becomes the shortest.',
    },
    trade: {
      shows: 'The length after five hundred updates, and its two parts, over hidden units or any other parameter.',
      tries: 'Choose another parameter above: the noise of the weights, the width of the prior, the cases.',
    },
    course: {
      shows: 'The length after each step, and what of it are data. The dashed level is what it is compared with.',
      tries: 'Play. While learning warms up, the weights’ cost counts only in part, so the length need not fall at each step.',
    },
  },
  derive: {
    descriptionLength: [
      paid,
      returned,
      {
        tex: '\\mathbb{E}_Q[-\\log_2 P(D\\mid w)]+\\mathrm{KL}[Q\\,\\|\\,P]=F/\\ln 2',
        sentence: 'The difference. The precision has gone, and what is left is the free energy in bits.',
      },
    ],
    dataBits: [optimal, { tex: '\\mathbb{E}_Q[-\\log_2 P(D\\mid w)]', sentence: 'Averaged over the choice that the sender makes.' }],
    weightBits: [
      optimal,
      {
        tex: '\\mathbb{E}_Q[-\\log_2 P(w)+\\log_2 Q(w)]=\\mathrm{KL}[Q\\,\\|\\,P]',
        sentence: 'What is written of the choice, less what comes back.',
      },
    ],
    energy: [{ tex: '\\mathbb{E}_Q[-\\log_2 P(D,w)]', sentence: 'Data and choice together, as if no bit came back, at a precision of 1.' }],
    entropy: [
      { tex: 'H(Q)=\\mathbb{E}_Q[-\\log_2 Q(w)]', sentence: 'The room that the choice leaves for another message, at a precision of 1.' },
    ],
    spent: [paid],
    bitsBack: [returned],
    measured: [
      {
        tex: '\\text{length after}-\\text{length before}',
        sentence: 'A stack of bits (asymmetric numeral systems) is popped to choose and pushed to write; what it has grown by is counted.',
      },
    ],
    measuredError: [{ tex: 's/\\sqrt n', sentence: 'Messages differ by what was chosen.' }],
    sampledBits: [
      {
        tex: '\\frac1S\\sum_{s}-\\log_2 P(D\\mid w_s),\\quad w_s\\sim Q',
        sentence: 'Misfits of networks whose weights are drawn: their mean is the expectation that equations 10–12 give without a draw.',
      },
    ],
    sampledError: [{ tex: 's/\\sqrt S', sentence: 'Networks differ by what was drawn.' }],
    strayBits: [
      {
        tex: '\\text{bits before}\\oplus\\text{bits after}',
        sentence: 'The message is read back; what is left must be what it began with.',
      },
    ],
    heldOutError: [
      {
        tex: '\\frac{\\sum(y-\\hat y)^2}{\\sum(y-\\bar y)^2}',
        sentence: 'Over cases whose targets were not sent, with the mean of the outputs.',
      },
    ],
    mistaken: [{ tex: '\\arg\\max_k \\mathbb{E}_Q[y_k]\\ne\\text{class}', sentence: 'Counted over images whose classes were not sent.' }],
    trivialBits: [
      {
        tex: '\\tfrac N2\\log_2(2\\pi e\\,s^2)-N\\log_2\\delta',
        sentence:
          'N targets of variance s² under the normal that fits them best, told in steps of δ: weights that equal their prior are free.',
      },
    ],
    evidenceBits: [
      {
        tex: 'P(D)=\\int P(w)\\,P(D\\mid w)\\,dw',
        sentence: 'Every choice summed out; of a linear model with normal prior and noise in closed form.',
      },
      {
        tex: 'F+\\log P(D)=\\mathrm{KL}[Q\\,\\|\\,P(w\\mid D)]\\ge 0',
        sentence: 'No belief costs less, and the posterior costs just this.',
      },
    ],
    slack: [
      {
        tex: '\\hat G-\\mathrm{KL}=\\mathbb{E}_Q\\,\\mathrm{KL}[r\\,\\|\\,P(i\\mid w)]',
        sentence: 'The component is chosen before the weight is known: r is one for all w, which costs a little.',
      },
    ],
    coefficient: [
      {
        tex: 'c=0.05,\\,0.1,\\,0.15,\\,0.2,\\,0.3,\\dots,0.9,\\,1',
        sentence: 'A cost that counts in full from the start would keep every weight at its prior.',
      },
    ],
  },
  tour: [
    {
      title: 'One symbol, two codewords',
      text: 'A symbol may be sent in 3 bits or in 4. It seems foolish ever to take 4. Drag the point to the right end, where only the shorter is sent.',
      at: { plot: 'cost' },
      preset: 'twoCodewords',
      done: (now) => cell(now, 'chosen', 'share') > 0.99,
    },
    {
      title: 'The choice says something',
      text: 'If both are used, which of them came tells the receiver something: bits of another message. Drag to where the lower curve has its least.',
      at: { plot: 'cost' },
      done: (now) => Math.abs(cell(now, 'chosen', 'share') - 2 / 3) < 0.02,
    },
    {
      title: 'Count the bits',
      text: 'Step: a thousand symbols are sent by the coder, and the bits of the other message come back. The curve below comes to 2.415.',
      at: { plot: 'course' },
      done: (now, begun) => now.step > begun.step,
    },
    {
      title: 'Weights are chosen, too',
      text: 'A network with noisy weights is such a symbol: any draw of the weights will do. Look at what each of them costs, then take a step.',
      at: { plot: 'curve' },
      preset: 'forgets',
      done: (now, begun) => now.step > begun.step,
    },
    {
      title: 'Precision is free',
      text: 'Written more finely, weights take more bits, and just as many more come back. Drag the precision, here or on its curve.',
      at: { param: 'precision' },
      done: (now, begun) => now.values.precision !== begun.values.precision,
    },
    {
      title: 'Energy less entropy',
      text: 'What is spent is an energy, what returns an entropy, and what is left a free energy: the same sum as everywhere here. Point at the entropy.',
      at: { term: 'entropy' },
      done: (now) => now.highlight === 'entropy' || now.highlight === 'bitsBack',
    },
  ],
};
