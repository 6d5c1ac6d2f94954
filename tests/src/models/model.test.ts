import { describe, expect, it } from 'vitest';
import { type Context, dense, dropout, Model, ones, parameter, sequential, type Tensor, zeros } from 'tslate';

class Inner extends Model<[4], [4]> {
  readonly hidden = dense(4, { activation: 'tanh' });
  call(x: Tensor<readonly [number, 4]>, context?: Context) {
    return this.hidden.call(x, context);
  }
}

class Outer extends Model<[3], [1]> {
  readonly first = dense(4);
  readonly inner = new Inner();
  readonly list = [dense(4), dense(4)] as const;
  readonly chain = sequential([4], dense(2), dropout(0.5));
  readonly scale = parameter(ones([1]), 'scale');
  readonly last = dense(1, { activation: 'sigmoid' });
  call(x: Tensor<readonly [number, 3]>, context?: Context) {
    let y = this.inner.call(this.first.call(x, context), context);
    for (const layer of this.list) y = layer.call(y, context).relu();
    return this.last.call(this.chain.call(y, context), context).mul(this.scale);
  }
}

describe('a model of one’s own', () => {
  it('is a function on batches', () => {
    expect(new Outer().call(zeros([5, 3])).shape).toEqual([5, 1]);
  });

  it('finds its layers: in fields, inner models and lists, in their order', () => {
    expect(new Outer().layers().map(({ name }) => name)).toEqual([
      'first',
      'inner/hidden',
      'list1',
      'list2',
      'chain/dense1',
      'chain/dropout1',
      'last',
    ]);
  });

  it('has all their parameters once a batch has come, and its own', () => {
    const model = new Outer();
    const before = model.parameters().length;
    model.call(zeros([1, 3]));
    const parameters = model.parameters();
    expect(before).toBeLessThan(parameters.length);
    expect(new Set(parameters).size).toBe(13);
    expect(parameters).toHaveLength(13);
    expect(parameters).toContain(model.scale);
    expect(model.parameters()).toEqual(parameters);
  });

  it('says in its summary that parameters come with the first batch', () => {
    const model = new Inner();
    expect(model.summary()).toContain('0 parameters (none yet: they are made when the first batch comes)');
    model.call(zeros([1, 4]));
    expect(model.summary()).toMatch(/hidden {2}dense .*20\n/);
    expect(model.summary()).toMatch(/20 parameters$/);
  });

  it('counts a layer once that stands in two fields', () => {
    class Twice extends Model<[4], [4]> {
      readonly a = dense(4);
      readonly b = this.a;
      call(x: Tensor<readonly [number, 4]>) {
        return this.b.call(this.a.call(x));
      }
    }
    const model = new Twice();
    model.call(zeros([1, 4]));
    expect(model.parameters()).toHaveLength(2);
  });

  it('passes the context on, so that dropout is off outside training', () => {
    class Dropping extends Model<[100], [100]> {
      readonly drop = dropout(0.5);
      call(x: Tensor<readonly [number, 100]>, context?: Context) {
        return this.drop.call(x, context);
      }
    }
    const x = ones([1, 100]);
    expect(new Dropping().call(x).toArray()).toEqual(x.toArray());
    expect(new Dropping().call(x, { training: true }).toArray()).not.toEqual(x.toArray());
  });
});
