// The lab of expectation–maximization explains itself: its plots, where its terms come from, and a tour.
import type { DerivationLine, Guide, Moment } from '../../../lab/guide.ts';

const cell = (moment: Moment, table: string, column: string) => moment.tables[table]?.[column]?.at(-1) ?? Number.NaN;

const joint: DerivationLine = {
  tex: 'P(X,Z\\mid\\theta)=P(Z\\mid X,\\theta)\\,P(X\\mid\\theta)',
  sentence: 'The product rule, with Z saying who made each datum.',
};

const identity: DerivationLine = {
  tex: '\\log P(X\\mid\\theta)=\\mathbb{E}_q\\Big[\\log\\frac{P(X,Z\\mid\\theta)}{q(Z)}\\Big]+\\mathbb{E}_q\\Big[\\log\\frac{q(Z)}{P(Z\\mid X,\\theta)}\\Big]',
  sentence: 'It is the same for every Z, so it may be averaged over any q: minus F, and the gap.',
};

const made = {
  shows:
    'Each datum in the colours of the components, mixed by its shares of q, and the components as they are. The large one is the datum of the staircase.',
  tries:
    'Drag a mean and begin from there; the pale handles are on the ring of the component whose mean was last in hand. Then take half-steps one by one. Press a datum to choose it, drag it, add one by a double click: EM begins again where its means are. On the chosen one arrows move, Enter adds one beside it, Delete takes it away.',
};

export const guide: Guide = {
  explain: {
    plane: made,
    line: made,
    restarts: {
      shows: 'Where batch EM comes to rest from six starts, each with means at data drawn at random, and −log P(X|θ) there.',
      tries: 'Add components, and see how often the starts disagree.',
    },
    images: {
      shows: 'Each component as an image: how probable a one is at each pixel.',
      tries: 'Step from the pale start: images sharpen as q makes up its mind. Ask for more of them, and several share a digit.',
    },
    direction: {
      shows:
        'Data less their mean, the direction as an arrow, and what the model makes at one and two sds. Each thin line goes from a datum to where q has it on the direction.',
      tries: 'Drag the arrow anywhere and step: it turns to where the data spread most, the first principal direction.',
    },
    slopes: {
      shows:
        'F over one coordinate of q, how far it moves the hidden number of a datum for each unit, and the same coordinate of the direction. All else is as it is now.',
      tries: 'Step: E goes straight across to the posterior, M straight up or down. Choose the other coordinate under View.',
      trail: 'The line joins where both were after the last moves; the arrow is the move that comes next.',
    },
    shares: {
      shows: 'How many data q gives to each component after each half-step.',
      tries: 'Choose variational Bayes with five components: those that explain little give their data up.',
    },
    coins: {
      shows: 'For each set of ten tosses its share of heads, and how far q believes that coin A was thrown.',
      tries: 'Take half-steps: the sets part between the coins, and each coin takes on the share of its sets.',
    },
    stairs: {
      shows:
        'F over two of its many coordinates: across, how far q gives one datum to one component; up, the mean of that component. All else is as it is now.',
      tries:
        'Step: an E-step goes straight across to the lowest place in its row, an M-step straight up or down. Choose another datum under View, or press one in the picture of all.',
      trail: 'The line joins where both coordinates were after the last moves; the arrow is the move that comes next.',
    },
    terms: {
      shows: 'Energy, F and −log P(X|θ) after each half-step. The coloured band between the last two is the gap.',
      tries: 'Step slowly: E closes the band from above, M lowers both and opens it again.',
    },
    entropy: {
      shows: 'How undecided q is, and how far it is from the posterior. The entropy changes at E-steps only.',
      tries: 'Turn the temperature up: entropy counts for more, and q shares its data out.',
    },
    choice: {
      shows:
        'Three answers to how many components there are: the likelihood with a price for each parameter (half of BIC), that of each fifth of the data under what the other four have taught, and the free energy of variational Bayes, which believes in all parameters at once; the last two need no price.',
      tries: 'Choose other data, or one covariance for all, and see the lowest point move.',
    },
    race: {
      shows: 'How far −log P(X|θ) is above the lowest that any of those compared has reached, after each pass through the data.',
      tries: 'Add ways down under Compare; for incremental EM, try one datum at a time, and blocks.',
      trail: 'Each line is one way down from the same start.',
    },
    raceTime: {
      shows: 'The same over the time that each way’s own moves have taken on this machine, pictures and waiting left out.',
      tries: 'Set the block to one datum: few passes, but each visit moves θ, too, and that takes time.',
    },
  },
  derive: {
    logLikelihood: [
      {
        tex: 'P(X\\mid\\theta)=\\prod_i\\sum_k\\pi_k\\,P(x_i\\mid\\theta_k)',
        sentence: 'Every datum was made by one component; nobody says by which, so all are added up.',
      },
      joint,
      identity,
    ],
    gap: [
      joint,
      identity,
      {
        tex: '\\mathrm{KL}[q\\,\\|\\,P(Z\\mid X,\\theta)]\\ge0',
        sentence: 'The second average is a divergence: 0 just where q is the posterior.',
      },
    ],
    energy: [
      {
        tex: 'E(Z)=-\\log P(X,Z\\mid\\theta)',
        sentence: 'The energy of an assignment is minus the logarithm of its probability together with the data.',
      },
      {
        tex: '\\mathbb{E}_q[E]=-\\sum_i\\sum_k q_i(k)\\log\\pi_k P(x_i\\mid\\theta_k)',
        sentence: 'On average under q: a fit of each component to the data weighed by its shares.',
      },
    ],
    entropy: [{ tex: 'H(q)=-\\sum_i\\sum_k q_i(k)\\log q_i(k)', sentence: 'Data are independent, so their doubts add up.' }],
    complexity: [
      {
        tex: 'F=-\\mathbb{E}_{q(Z)q(\\theta)}[\\log P(X,Z\\mid\\theta)]-H(q(Z))+\\mathrm{KL}[q(\\theta)\\,\\|\\,P(\\theta)]',
        sentence: 'Where θ is believed in, the energy is averaged over what is believed, and to believe costs: the KL from the prior.',
      },
      {
        tex: 'q(\\theta)=\\mathrm{Dirichlet}(\\pi)\\prod_k\\mathcal{N}(\\mu_k\\mid\\Lambda_k)\\,\\mathrm{Wishart}(\\Lambda_k)',
        sentence:
          'Of weights, means and precisions; Beta of probabilities. A component without data goes back to its prior, which costs nothing.',
      },
    ],
    logEvidence: [
      {
        tex: 'P(X)=\\int P(\\theta)\\,P(X\\mid\\theta)\\,d\\theta',
        sentence:
          'All θ by their prior. With one component the integral is known, the prior being conjugate; with several nobody knows it, and F bounds it.',
      },
    ],
    freeEnergy: [
      joint,
      identity,
      { tex: 'F(q,\\theta)=\\mathbb{E}_q[E]-H(q)', sentence: 'The first average, with its sign turned: energy less entropy.' },
    ],
    heat: [{ tex: 'F_T=\\mathbb{E}_q[E]-T\\,H=F+(1-T)\\,H', sentence: 'At another temperature entropy has another weight.' }],
    priorEnergy: [
      { tex: 'E\\to E-\\log P(\\theta)', sentence: 'A prior over θ joins the energy, and what EM then finds is the most probable θ.' },
      {
        tex: 'P(\\Sigma)\\propto|\\Sigma|^{-(\\nu+d+1)/2}e^{-\\frac12\\operatorname{tr}\\Psi\\Sigma^{-1}}',
        sentence: 'An inverse Wishart density makes a variance of 0 infinitely dear.',
      },
    ],
    dataPasses: [{ tex: '\\text{passes}=\\frac{\\text{data visited}}{N}', sentence: 'An E-step over one datum is one N-th of a pass.' }],
    rise: [{ tex: '\\max_t\\,(F_{t+1}-F_t)_+', sentence: 'Each half-step goes to the least F in what it may change, so F cannot rise.' }],
    openedGap: [
      {
        tex: 'q=P(Z\\mid X,\\theta)\\;\\Rightarrow\\;\\mathrm{KL}=0',
        sentence: 'After a full E-step at temperature 1 nothing is left of the gap.',
      },
    ],
    strayShare: [{ tex: '\\sum_k q_i(k)=1', sentence: 'q of a datum is a distribution over components.' }],
    strayStatistics: [
      {
        tex: 's\\leftarrow s-s_i^{\\text{old}}+s_i^{\\text{new}}',
        sentence: 'What a datum said goes out before what it says now comes in, so the sums stay those of q.',
      },
    ],
  },
  tour: [
    {
      title: 'Nobody says who is who',
      text: 'Old Faithful has short eruptions and long ones, but no datum says which it is. Colours are what q believes, mixed where it is undecided. Drag one of the two means.',
      at: { plot: 'plane' },
      preset: 'oldFaithful',
      done: (now, begun) =>
        Math.abs(cell(now, 'trail', 'x1') - cell(begun, 'trail', 'x1')) > 0.05 ||
        Math.abs(cell(now, 'trail', 'x2') - cell(begun, 'trail', 'x2')) > 0.05,
    },
    {
      title: 'E: ask who made it',
      text: 'An E-step moves q alone, to the posterior. On the staircase that goes straight across, and the gap closes. Press Step.',
      at: { plot: 'stairs' },
      done: (now, begun) => now.step > begun.step,
    },
    {
      title: 'M: fit what they made',
      text: 'An M-step moves θ alone, to where the energy under this q is least. q and so the entropy stay: F cannot rise. Step again.',
      at: { plot: 'stairs' },
      done: (now, begun) => now.step > begun.step,
    },
    {
      title: 'Watch it fall',
      text: 'Half-step by half-step F comes down, touching −log P(X|θ) after each E-step. Press Descend, or Space.',
      at: { plot: 'terms' },
      done: (now, begun) => now.step >= begun.step + 12,
    },
    {
      title: 'Need not wait',
      text: 'F is a sum over data, so the q of some may be made anew and θ follow at once: here that takes three fifths of the passes. Press Descend and read the race.',
      at: { plot: 'race' },
      preset: 'incrementalWins',
      done: (now, begun) => now.step > begun.step + 20,
    },
    {
      title: 'Who is not needed goes',
      text: 'Five components, and θ believed in: each belief costs nats. Press Descend: those that explain little give up their data, until two are left.',
      at: { plot: 'plane' },
      preset: 'survivors',
      done: (now, begun) => now.step > begun.step + 60,
    },
  ],
};
