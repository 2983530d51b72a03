/** Networks: variational autoencoders, and classifiers that are trained small; begin with `openTensors`, dispose what you make. */

export { type Classifier, initialClassifierWeights, shapesOf, type WeightsByName } from '../nets/classify/classifier.ts';
export { createMinibatches, type Examples, examplesOf } from '../nets/classify/examples.ts';
export { judge, type Verdict } from '../nets/classify/judge.ts';
export { decodeImages, evaluate, importanceWeighted, mutualInformation } from '../nets/evaluation.ts';
export type { Architecture, Encoded, Networks } from '../nets/networks.ts';
export { differentiate, elboOf, type ObjectiveSettings, type Terms } from '../nets/objective.ts';
export { disposeParameters, type Parameters, parametersOf, type Weights, weightsOf } from '../nets/parameters.ts';
export { complexityOf, sample } from '../nets/posterior.ts';
export { principalEvidence, principalVariances } from '../nets/principal.ts';
export { initialWeights, networksOf } from '../nets/vae.ts';
export { closeTensors, openTensors, type TensorInfo, type TensorOptions } from '../tensor/index.ts';
