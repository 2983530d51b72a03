// A network whose weights are single numbers in float32, as a file would keep it.
import type { CodedNetwork } from '../../../compression/coded.ts';
import type { Classifier, WeightsByName } from '../../../nets/classify/classifier.ts';
import { plain } from '../../../nets/classify/methods/plain.ts';

export const floats = (classifier: Classifier, weights: WeightsByName): CodedNetwork => plain.readOut(classifier, weights, plain.defaults);
