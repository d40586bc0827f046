import {expect, it} from 'vitest';
import {Queue} from './queue.ts';

it('runs one task at a time, in order, and goes on after a failure', async () => {
  const queue = new Queue();
  const log: string[] = [];
  const task = (name: string, ms: number, fails = false) =>
    queue.add(async () => {
      log.push(`${name} starts`);
      await new Promise((done) => setTimeout(done, ms));
      log.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    });
  const [a, b, c] = await Promise.allSettled([task('a', 8), task('b', 4, true), task('c', 0)]);
  expect(log).toEqual(['a starts', 'a ends', 'b starts', 'b ends', 'c starts', 'c ends']);
  expect(a).toEqual({status: 'fulfilled', value: 'a'});
  expect(b.status).toBe('rejected');
  expect(c).toEqual({status: 'fulfilled', value: 'c'});
});
