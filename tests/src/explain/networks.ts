/** Networks that the explanations are tried on. */
import { conv2d, dense, flatten, maxPool2d, sequential, tensor } from 'tslate';
import { reference } from '../../oracle/reference.ts';

/** The network of the oracle, with its weights. */
export function oracleNetwork() {
  const model = sequential(
    [6, 7, 2],
    conv2d(3, 3, { activation: 'relu' }),
    maxPool2d(2),
    flatten(),
    dense(4, { activation: 'softmax' }),
  );
  model.parameters().forEach((p, i) => p.assign(reference('explanations', 'weights', i)));
  return model;
}

export const oracleImages = () => reference('explanations', 'x').reshape([2, 6, 7, 2]);
export const oracleTargets = [2, 0];

/** Scores s = x·W + b of two classes of three features, through softmax. */
export function linear() {
  const model = sequential([3], dense(2, { activation: 'softmax' }));
  const [W, b] = model.parameters();
  W.assign(tensor([[1, -2], [0.5, 0], [-3, 4]])); // prettier-ignore
  b.assign(tensor([0.25, -1]));
  return model;
}
