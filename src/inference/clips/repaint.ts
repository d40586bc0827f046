/**
 * Paints a clip from the disk frame by frame, as long as each takes: the result has the frames and
 * times of its source, and its sound, copied where the container takes it.
 */
import {Conversion, ConversionCanceledError, Output, VideoSample} from 'mediabunny';
import type {Size} from '../../domain/geometry.ts';
import type {Clip, ClipPlan, FilePath} from './api.ts';
import {openDraft} from './draft.ts';
import {finish, openInput, videoOf} from './finish.ts';
import {growing, videoConfig} from './formats.ts';

export interface RepaintOptions {
  readonly plan: ClipPlan;
  /** Where the result is written; without one, in memory. */
  readonly path: FilePath | undefined;
  /** Owns the frame that it is given; what it returns has the plan's size. */
  readonly paint: (frame: VideoFrame) => Promise<VideoFrame>;
  readonly onProgress: (painted: number, total: number) => void;
  readonly signal: AbortSignal;
}

/**
 * The painted clip.
 * @throws FileUnreadable, RecordingUnsupported, AbortError, and as `paint` does
 */
export async function repaint(file: Blob, options: RepaintOptions): Promise<Clip> {
  const {plan, signal} = options;
  const input = openInput(file);
  const config = await videoConfig(plan);
  const full = new AbortController();
  const draft = await openDraft(options.path, () => full.abort());
  try {
    const {packetCount: total} = await (await videoOf(input)).computePacketStats();
    const output = new Output({format: growing(plan.type), target: draft.target()});
    let painted = 0;
    const conversion = await Conversion.init({
      input,
      output,
      tracks: 'primary',
      showWarnings: false,
      video: {
        ...config,
        forceTranscode: true,
        // The frames that are painted stand upright.
        allowTransformationMetadata: false,
        processedWidth: plan.width,
        processedHeight: plan.height,
        process: async (sample) => {
          const {timestamp, duration} = sample;
          const still = await options.paint(sample.toVideoFrame());
          options.onProgress(++painted, total);
          return new VideoSample(still, {timestamp, duration});
        },
      },
    });
    for (const end of [signal, full.signal]) {
      end.addEventListener('abort', () => void conversion.cancel(), {once: true});
    }
    signal.throwIfAborted();
    await conversion.execute();
  } catch (error) {
    // What was painted until the disk was full is worth keeping.
    if (!draft.isCut || signal.aborted) {
      await draft.close();
      const isGivenUp = error instanceof ConversionCanceledError;
      throw isGivenUp ? new DOMException('the clip was given up', 'AbortError') : error;
    }
  } finally {
    input.dispose();
  }
  return finish(await draft.close(), draft.isCut);
}

/** Size of a clip's frames, upright. @throws FileUnreadable */
export async function measure(file: Blob): Promise<Size> {
  const input = openInput(file);
  try {
    const track = await videoOf(input);
    return {width: await track.getDisplayWidth(), height: await track.getDisplayHeight()};
  } finally {
    input.dispose();
  }
}
