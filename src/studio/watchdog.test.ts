import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {Watchdog} from './watchdog.ts';

const never = new Promise<void>(() => undefined);

describe('the watchdog', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const barksAfter = (watchdog: Watchdog, isCompiling = false): number => {
    const bark = vi.fn();
    void watchdog.watch(never, isCompiling, bark);
    for (let seconds = 0.5; seconds <= 40; seconds += 0.5) {
      vi.advanceTimersByTime(500);
      if (bark.mock.calls.length > 0) return seconds;
    }
    return Infinity;
  };

  const settled = (ms: number, watchdog = new Watchdog()) => {
    for (let i = 0; i < 5; i++) watchdog.note(ms);
    return watchdog;
  };

  it('is patient while anything compiles', () => {
    expect(barksAfter(new Watchdog())).toBe(30);
    expect(barksAfter(settled(20), true)).toBe(30);
    const changed = settled(20);
    changed.unsettle();
    expect(barksAfter(changed)).toBe(30);
  });

  it('expects a frame to be like those before', () => {
    expect(barksAfter(settled(20))).toBe(1.5);
    expect(barksAfter(settled(500))).toBe(10);
    expect(barksAfter(settled(9000))).toBe(30);
  });

  it('waits for each frame anew, and rests when there is none', async () => {
    const watchdog = settled(20);
    const bark = vi.fn();
    for (let frame = 0; frame < 40; frame++) {
      const painting = new Promise<void>((done) => setTimeout(done, 100));
      const watching = watchdog.watch(painting, false, bark);
      expect(vi.getTimerCount()).toBe(2);
      vi.advanceTimersByTime(100);
      await watching;
    }
    expect(barksAfter(watchdog)).toBeGreaterThanOrEqual(1.5);
    expect(bark).not.toHaveBeenCalled();
    vi.advanceTimersByTime(500);
    expect(vi.getTimerCount()).toBe(0);
  });

  describe('while a network is made ready', () => {
    /** Seconds until a worker that fell silent after its first answer is given up. */
    const givesUpAfter = async (watchdog: Watchdog, gmacs: number, isBusy = false) => {
      const answers = [Promise.resolve()];
      const bark = vi.fn();
      const ask = () => answers.pop() ?? never;
      void watchdog.listen(never, gmacs, () => isBusy, ask, bark);
      for (let seconds = 0.5; seconds <= 40; seconds += 0.5) {
        await vi.advanceTimersByTimeAsync(500);
        if (bark.mock.calls.length > 0) return seconds;
      }
      return Infinity;
    };

    it('waits for a worker to arrive, and for one that answers', async () => {
      const bark = vi.fn();
      const watchdog = new Watchdog();
      void watchdog.listen(
        never,
        0,
        () => false,
        () => never,
        bark,
      );
      void watchdog.listen(
        never,
        0,
        () => false,
        () => Promise.resolve(),
        bark,
      );
      await vi.advanceTimersByTimeAsync(60_000);
      expect(bark).not.toHaveBeenCalled();
    });

    it('stops asking when it is ready', async () => {
      const ask = vi.fn(() => Promise.resolve());
      await new Watchdog().listen(Promise.resolve(), 0, () => false, ask, vi.fn());
      await vi.advanceTimersByTimeAsync(5000);
      expect(ask).toHaveBeenCalledTimes(1);
    });

    /** As a page finds it that has seen no worker yet. */
    const fresh = async () => {
      vi.resetModules();
      const {Watchdog} = await import('./watchdog.ts');
      return new Watchdog();
    };

    it('gives one time that is new or slow, or has something else to do', async () => {
      expect(await givesUpAfter(await fresh(), 0)).toBe(5.5);
      expect(await givesUpAfter(settled(200, await fresh()), 0)).toBe(4.5);
      expect(await givesUpAfter(await fresh(), 50)).toBe(30.5);
      expect(await givesUpAfter(await fresh(), 0, true)).toBe(30.5);
    });

    it('gives up one that is silent, and after that is more patient', async () => {
      const watchdog = settled(20, await fresh());
      expect(await givesUpAfter(watchdog, 0.5)).toBe(2);
      expect(await givesUpAfter(watchdog, 0.5)).toBe(7.5);
      expect(await givesUpAfter(watchdog, 0.5)).toBe(28.5);
    });
  });

  it('does not count time in which the page stood still', () => {
    const bark = vi.fn();
    void settled(20).watch(never, false, bark);
    // The clock goes on, no timer fires: a machine that slept.
    vi.setSystemTime(Date.now() + 3_600_000);
    vi.advanceTimersByTime(1000);
    expect(bark).not.toHaveBeenCalled();
  });
});
