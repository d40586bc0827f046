/** The contract between the page and the worker that writes clips: types only. */
import type {Size} from '../../domain/geometry.ts';

/** A piece of what the microphone hears; one comes after the other on a port of its own. */
export interface Sound {
  /** One channel, −1…1, 48 000 a second. */
  readonly samples: Float32Array<ArrayBuffer>;
  /** When it began, in seconds of the wall clock. */
  readonly startedAt: number;
}

/** A file below the origin's own folder, `navigator.storage.getDirectory()`. */
export interface FilePath {
  readonly folder: string;
  readonly file: string;
}

/** What a clip is going to be: its frames keep this size whatever happens to the picture's. */
export interface ClipPlan extends Size {
  readonly type: 'video/mp4' | 'video/webm';
}

/** A clip that is done. */
export interface Clip extends ClipPlan {
  readonly durationMs: number;
  /** The clip whole; undefined where it is too large for that: then its file stays as it grew. */
  readonly file: Blob | undefined;
  /** Its first frame, small. */
  readonly thumbnail: Blob | undefined;
  /** Whether the disk was full before its end: only `file` has all of it. */
  readonly isCut: boolean;
}

/** Who records: at the other end of a port whoever paints has this. */
export interface PictureTaker {
  /**
   * Takes a picture, which it owns, of the clip's size; its timestamp is when it was filmed, in microseconds of the wall
   * clock. Resolves when the one before is encoded.
   */
  take(picture: VideoFrame): Promise<void>;
}

/** What makes clips. They grow in files that can be read at any moment: a tab that dies loses none. */
export interface ClipsApi {
  /** What a clip of a picture of this size would be. @throws RecordingUnsupported */
  plan(picture: Size): Promise<ClipPlan>;
  /** Size of a clip's frames, upright. @throws FileUnreadable */
  measure(clip: Blob): Promise<Size>;
  /**
   * Records what is taken from now on, until `stop`.
   * @param onFull called when the disk takes no more: the next pieces are held in memory
   * @param path where it grows; without one, in memory
   * @param microphone brings `Sound`
   */
  record(
    plan: ClipPlan,
    onFull: () => void,
    path?: FilePath,
    microphone?: MessagePort,
  ): Promise<void>;
  /** Serves as `PictureTaker` to the other end of `painter`, besides those that it served before. */
  follow(painter: MessagePort): void;
  /** Leaves out what is painted until `resume`. */
  pause(): void;
  resume(): void;
  /** Ends the recording. @throws FileUnreadable when nothing was painted meanwhile */
  stop(): Promise<Clip>;
  /**
   * Has a clip painted frame by frame, as long as it takes; sound stays.
   * @param paint owns the frame that it is given; what it returns has the plan's size
   * @throws FileUnreadable, RecordingUnsupported, AbortError after `giveUp`, and as `paint` does
   */
  repaint(
    clip: Blob,
    plan: ClipPlan,
    paint: (frame: VideoFrame) => Promise<VideoFrame>,
    onProgress: (painted: number, total: number) => void,
    path?: FilePath,
  ): Promise<Clip>;
  /** Ends `repaint` without a clip. */
  giveUp(): void;
  /** Makes a clip of one that was cut off while it grew. @throws FileUnreadable without a frame */
  finish(grown: Blob): Promise<Clip>;
  /** A clip's first seconds as an animated GIF. @throws FileUnreadable */
  animate(clip: Blob): Promise<Blob>;
}
