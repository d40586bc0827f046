/** What a stylizer is given, and what it opens. */
import type {OpenOptions, StylizerEvent} from './api.ts';
import type {Backend, Painter} from './backend.ts';
import type {Previewer} from './previewer.ts';

/** A backend with a painter for the stage and one for previews. */
export interface Opened {
  readonly backend: Backend;
  readonly painter: Painter;
  readonly previewer: Previewer;
}

/** What the page hands over when it opens the worker. */
export interface Setup {
  readonly canvas: OffscreenCanvas;
  readonly options: OpenOptions;
  readonly onEvent: (event: StylizerEvent) => void;
}
