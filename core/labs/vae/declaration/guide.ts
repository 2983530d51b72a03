// The Autoencoders lab explains itself: its plots, and where its terms come from.
import type { Guide } from '../../../lab/guide.ts';
import { derivations } from '../../derivations.ts';

const { energy, entropy } = derivations;

export const guide: Guide = {
  explain: {
    plane: {
      shows: 'Where the encoder puts what was held out: each dot is the mean of the code of one example, in the colour of its label.',
      tries: 'Drag the point: it is decoded beside, and the outline is q of the nearest example.',
    },
    neighbours: {
      shows: 'The same codes with all their latents, laid out so that neighbours lie beside each other. Distances beyond that mean little.',
      tries: 'See which labels have become islands, and which are joined.',
    },
    points: {
      shows: 'Points that were held out, over the density that decoder and prior give the plane.',
      tries: 'Train on, and see the density gather where the points are.',
    },
    lattice: {
      shows: 'Where the decoder puts straight lines of codes: how it bends the plane of codes into that of the points.',
      tries: 'Drag the code and see its image move along the lines.',
    },
    waysBack: {
      shows: 'Each held-out point joined to where its code is decoded.',
      tries: 'Raise β: codes say less, and the ways become longer.',
    },
    sheet: {
      shows: 'What the decoder makes of every code on the plane.',
      tries: 'Drag the point from one digit into another.',
    },
    decoded: {
      shows: 'The code under the point, decoded; the held-out image whose code is nearest, what it is given back as, and what that costs.',
      tries: 'Drag the point on the plane of codes.',
    },
    reconstructions: {
      shows: 'Images that were held out, and each given back through its code.',
      tries: 'Lower β, or take more latents: more of each image comes back.',
    },
    fantasies: {
      shows: 'Codes drawn from the prior, decoded: what the networks take the world to be.',
      tries: 'Lower β far below 1 and train: compare what is given back with what is drawn here.',
    },
    drawing: {
      shows: 'A pad to draw on; what you drew, as the networks take it, and what comes back of it.',
      tries: 'Draw something that is no digit.',
    },
    bound: {
      shows: 'The bound as training goes on, on what is learnt from and on what was held out.',
      tries: 'Wait for the two to part: from there on the networks learn their examples by heart.',
      trail: 'Each line begins at step 1; the axis is logarithmic.',
    },
    evidence: {
      shows: 'The bound of 25 held-out images, log p(x) of them by annealed chains, and what lies between.',
      tries: 'Give q a richer family, train, and anneal again: see what became of the gap.',
    },
    terms: {
      shows: 'The two sides of the bound over the steps: how well codes give back their images, and what the codes cost.',
      tries: 'Change β on the way: one is traded for the other.',
    },
    schedule: { shows: 'Learning rate and β at each step.', tries: 'Choose a schedule among the controls of training.' },
    collapse: {
      shows: 'How many nats each latent says of an example beyond the prior, over the steps.',
      tries: 'Raise β: latents fall to 0, one after the other.',
    },
    units: {
      shows: 'The same as of now, the most talkative latent first, and how much its mean varies from example to example.',
      tries: 'Count those that say nothing: the networks would be as good without them.',
    },
    aggregate: {
      shows: 'The codes of everything that was held out, taken together, beside the prior that they should fill.',
      tries: 'Lower β and train: the codes leave the prior.',
    },
    information: {
      shows: 'How many latents are active, and how many nats an example and its code share.',
      tries: 'Compare with the logarithm of the number of examples: no code can share more.',
    },
    traversals: {
      shows: 'Each row decodes one latent from −3 to 3, with all others at 0.',
      tries: 'Look for rows that change one thing only, and for rows that change nothing.',
    },
    between: {
      shows: 'Codes on a straight line from one example to another, decoded.',
      tries: 'Choose other examples among the controls.',
    },
    coding: {
      shows: 'What each held-out image adds to one message without loss: for the image, for its code, and what is got back.',
      tries: 'Compare the net with the bound: they agree on average, and that is what a bound is worth.',
    },
    drawnTerms: {
      shows: 'The bound of your drawing, and its two sides.',
      tries: 'Draw on, and see what every stroke costs.',
    },
    network: {
      shows: 'One step of training, from the example to the update, with the numbers that it really has.',
      tries: 'Go from stage to stage with the buttons, and step to see the next example.',
    },
  },
  derive: {
    elbo: [
      {
        tex: '\\log p(x)=\\log\\int p(x\\mid z)\\,p(z)\\,dz\\;\\ge\\;\\mathbb{E}_q\\Big[\\log\\frac{p(x\\mid z)\\,p(z)}{q(z\\mid x)}\\Big]',
        sentence: 'The logarithm of a mean is at least the mean of the logarithm (Jensen), whatever q the encoder gives.',
      },
      {
        tex: '\\mathcal{L}(x)=\\mathbb{E}_q[\\log p(x\\mid z)]-\\mathrm{KL}[q(z\\mid x)\\,\\|\\,p(z)]',
        sentence: 'In two parts: to give the example back, and to say no more of it than must be.',
      },
    ],
    accuracy: [
      {
        tex: '\\mathbb{E}_q[\\log p(x\\mid z)]\\approx\\log p(x\\mid\\mu+\\sigma\\varepsilon),\\quad\\varepsilon\\sim N(0,1)',
        sentence: 'Estimated at draws that are moved by μ and σ, so that its slope can be followed into the encoder.',
      },
    ],
    complexity: [
      {
        tex: '\\mathrm{KL}[q(z\\mid x)\\,\\|\\,p(z)]=\\mathbb{E}_q[\\log q(z\\mid x)-\\log p(z)]',
        sentence: 'What the code of one example says beyond what the prior knew.',
      },
      {
        tex: '\\mathrm{KL}=\\tfrac12\\sum_j(\\mu_j^2+\\sigma_j^2-1-\\log\\sigma_j^2)',
        sentence: 'Of independent normals, with a standard normal as prior: no draw is needed.',
      },
    ],
    weightComplexity: [
      {
        tex: '\\mathcal{L}=\\sum_{n=1}^N\\mathcal{L}(x_n)-\\mathrm{KL}[q(W)\\,\\|\\,p(W)]',
        sentence: 'Weights are believed in, too, and are paid for once, however many examples there are.',
      },
      { tex: '\\tfrac1N\\,\\mathrm{KL}[q(W)\\,\\|\\,p(W)]', sentence: 'So each of the N examples bears this share of it.' },
    ],
    energy: [
      ...energy.slice(0, 1),
      { tex: '\\mathbb{E}_q[E]=\\mathbb{E}_q[-\\log p(x\\mid z)-\\log p(z)]', sentence: 'Of the example given its code, and of the code.' },
    ],
    entropy,
    pull: [
      {
        tex: 'F_\\beta=\\beta\\,\\mathrm{KL}-\\mathbb{E}_q[\\log p(x\\mid z)]=F_1+(\\beta-1)\\,\\mathrm{KL}',
        sentence: 'What another weight than 1 on the complexity adds. Above 1, −F is still below log p(x); below 1 nothing keeps it there.',
      },
    ],
    freeEnergy: [
      {
        tex: 'F=\\mathbb{E}_q[E]-H(q)=-\\mathcal{L}(x)',
        sentence: 'Energy less entropy: minus the bound, where β is 1 and weights are numbers.',
      },
    ],
  },
};
