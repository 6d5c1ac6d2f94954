import { describe, expect, it } from 'vitest';
import { iris } from '../../../src/index.ts';

const { x, y, features, classes } = iris();

describe('iris', () => {
  it('has 150 flowers with four measurements, fifty of each species', () => {
    expect([x.shape, y.shape, x.dtype, y.dtype]).toEqual([[150, 4], [150], 'float32', 'int32']);
    expect(features).toEqual(['sepal length', 'sepal width', 'petal length', 'petal width']);
    expect(classes).toEqual(['setosa', 'versicolor', 'virginica']);
    expect(classes.map((_, species) => y.data.filter((label) => label === species).length)).toEqual([50, 50, 50]);
  });

  it('has the mean measurements of each species that Fisher’s paper prints', () => {
    const means = classes.map((_, species) => {
      const flowers = Array.from(y.data.keys()).filter((i) => y.data[i] === species);
      return Array.from(x.rows(flowers).mean(0).data, (value) => Number(value.toFixed(3)));
    });
    expect(means).toEqual([
      [5.006, 3.428, 1.462, 0.246],
      [5.936, 2.77, 4.26, 1.326],
      [6.588, 2.974, 5.552, 2.026],
    ]);
  });

  it('has flowers 35 and 38 as in the paper, which a well-known copy has wrong', () => {
    const flower = (i: number) => Array.from(x.rows([i - 1]).data, (value) => Number(value.toFixed(1)));
    expect(flower(35)).toEqual([4.9, 3.1, 1.5, 0.2]);
    expect(flower(38)).toEqual([4.9, 3.6, 1.4, 0.1]);
  });
});
