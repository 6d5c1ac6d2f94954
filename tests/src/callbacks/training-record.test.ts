import { expect, it } from 'vitest';
import { TrainingRecord } from '../../../src/callbacks/training-record.ts';

it('places running means within their epoch, by the batches that an epoch has', () => {
  const record = new TrainingRecord(4);
  record.add(0, 1, { loss: 3 });
  record.add(0, 4, { loss: 2 });
  record.add(1, 2, { loss: 1 });
  expect(record.points('loss')).toEqual([
    [{ x: 0.25, y: 3 }, { x: 1, y: 2 }],
    [{ x: 1.5, y: 1 }],
  ]); // prettier-ignore
  expect(record.measures).toEqual(['loss']);
  expect(record.batches).toBe(3);
});

it('counts the batches of a stream: the first epoch is as long as it has been, the next as the one before', () => {
  const record = new TrainingRecord(undefined);
  record.add(0, 1, { loss: 3 });
  record.add(0, 2, { loss: 2 });
  expect(record.points('loss')).toEqual([[{ x: 0.5, y: 3 }, { x: 1, y: 2 }]]); // prettier-ignore
  record.add(1, 1, { loss: 1 });
  expect(record.points('loss')[1]).toEqual([{ x: 1.5, y: 1 }]);
});

it('leaves out the first tenth of later epochs, in which the means jump about', () => {
  const record = new TrainingRecord(20);
  for (const epoch of [0, 1]) for (let batch = 1; batch <= 20; batch++) record.add(epoch, batch, { loss: batch });
  expect(record.points('loss').map((points) => points.length)).toEqual([20, 19]);
});

it('keeps a few hundred of a million batches, evenly', () => {
  const record = new TrainingRecord(1000);
  for (let i = 0; i < 1_000_000; i++) record.add(Math.floor(i / 1000), (i % 1000) + 1, { loss: i });
  const points = record.points('loss').flat();
  expect(points.length).toBeGreaterThan(200);
  expect(points.length).toBeLessThan(601);
  const gaps = points.slice(1).map(({ x }, i) => x - points[i].x);
  expect(Math.max(...gaps)).toBeLessThan(10);
});
