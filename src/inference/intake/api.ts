/** What crosses between the page and the worker that lets files in, types only. */
import type {PackDescription} from '../../domain/pack.ts';
import type {Refusal} from '../../domain/refusal.ts';
import type {FixedSize, Style} from '../../domain/style.ts';
import type {BackendKind} from '../api.ts';

export interface Refused {
  readonly kind: 'refused';
  readonly reason: Refusal;
  /** For the console. */
  readonly detail: string;
}

/** A style pack whose files are all as it says. */
export interface FoundPack {
  readonly kind: 'pack';
  readonly description: PackDescription;
  /** Markdown. */
  readonly card: string | undefined;
  readonly thumbnail: Blob;
}

/** A generator without a style around it. */
export interface FoundGenerator {
  readonly kind: 'generator';
  readonly bytes: number;
  readonly choices: Choices;
  /** What the graph did not tell, so that the user may know better. */
  readonly unsure: {readonly range: boolean; readonly fit: boolean};
}

/** The values of black and white that networks for pictures use. */
export type RangeName = '-1,1' | '0,1' | '0,255';

/** How a bare generator is to be run. */
export interface Choices {
  readonly inputRange: RangeName;
  readonly outputRange: RangeName;
  readonly fit: FixedSize['fit'] | undefined;
}

/** How a frame came out. */
export interface Trial {
  readonly kind: 'painted';
  /** WebP. */
  readonly picture: Blob;
  readonly width: number;
  readonly height: number;
  /** Milliseconds of a frame. */
  readonly frameMs: number;
  readonly choices: Choices | undefined;
}

/** How a style is to be called here. */
export interface Naming {
  readonly id: string;
  /** Of a bare generator; a pack has its own. */
  readonly title: string;
}

export type Reading = Refused | FoundPack | FoundGenerator;
export type Tried = Refused | Trial;
export type Kept = Refused | PackDescription;

export interface IntakeApi {
  /** Reads and checks a file and holds it; nothing is run and nothing kept. */
  read(file: Blob, isPack: boolean): Promise<Reading>;
  /**
   * Paints a frame, which it owns and closes, with what was read.
   * @param choices for a bare generator; absent: finds them out by trying
   */
  try(frame: VideoFrame, backend: BackendKind | 'auto', choices?: Choices): Promise<Tried>;
  /** Keeps what was read on this device; a bare generator as it was tried last. */
  keep(naming: Naming): Promise<Kept>;
  /**
   * The bytes of a style pack.
   * @param card a model card, where the style is none that was brought
   * @throws WeightsUnavailable, WeightsCorrupt
   */
  pack(style: Style, modelsUrl: string, card: string | undefined): Promise<Blob>;
}
