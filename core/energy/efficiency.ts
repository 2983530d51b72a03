// Intelligence per kilowatt-hour, in the three senses that are told apart; and what bounds it.

const JOULES_PER_KILOWATT_HOUR = 3.6e6;

/** J/K, exact since 2019. */
const BOLTZMANN = 1.380649e-23;

/**
 * Bits about the label of one answer: log₂ C − cross-entropy / ln 2, of the cross-entropy on held-out images in nats. A lower bound on the mutual
 * information of label and prediction where classes are equally likely; negative where the network does worse than not knowing, and not clipped.
 */
export const bitsAboutLabel = (crossEntropy: number, classes: number): number => Math.log2(classes) - crossEntropy / Math.LN2;

/** (log₂ C − cross-entropy / ln 2) / joules. */
export const bitsPerJoule = (crossEntropy: number, classes: number, joules: number): number =>
  bitsAboutLabel(crossEntropy, classes) / joules;

/** Answers that one kilowatt-hour pays for. */
export const answersPerKilowattHour = (joules: number): number => JOULES_PER_KILOWATT_HOUR / joules;

/** Those of them that are right, of an error as a share. */
export const correctPerKilowattHour = (error: number, joules: number): number => (1 - error) * answersPerKilowattHour(joules);

/** kT ln 2: the least that forgetting a bit takes at T kelvins (Landauer 1961). */
export const landauerJoules = (kelvins: number): number => BOLTZMANN * kelvins * Math.LN2;

/**
 * Whether training should go on: nats that the bound rose by over the joules that it took, against what a bit may cost at most, in joules. A bound that
 * did not rise says stop; no joules say go on.
 */
export const worthGoingOn = (nats: number, joules: number, joulesPerBit: number): boolean =>
  joules <= 0 || nats / Math.LN2 >= joules / joulesPerBit;
