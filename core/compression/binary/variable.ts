// A ∼ Binary(θ): +1 or −1 with mean θ, a binary weight that is not yet decided (Peters & Welling 2018).

/** P(a = +1) = (1 + θ)/2, for θ from −1 to 1. */
export const probabilityPositive = (theta: number): number => (1 + theta) / 2;

/** Var a = 1 − θ²; the mean is θ itself. */
export const binaryVariance = (theta: number): number => 1 - theta * theta;

/** The product of independent Binary(θ) and Binary(φ) is Binary(θφ). */
export const productOf = (theta: number, phi: number): number => theta * phi;

/** The θ of a variable that is +1 with this probability, 2p − 1. */
export const binaryOf = (probability: number): number => 2 * probability - 1;
