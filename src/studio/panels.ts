/** Which panel lies beside or over the picture: one at a time. `components/panels.ts` says what each is. */
import {signal} from '@preact/signals-core';

export type PanelName =
  | 'arrival'
  | 'more'
  | 'look'
  | 'clips'
  | 'style'
  | 'install'
  | 'learn'
  | 'help'
  | 'snapshot'
  | 'gallery'
  | 'kept';

export interface OpenPanel {
  readonly name: PanelName;
  /** What it is about, where a panel can be about several things: a style's id, say. */
  readonly subject: string | undefined;
}

export class Panels {
  readonly open = signal<OpenPanel | undefined>(undefined);

  /** Opens a panel in the place of the one that is open. */
  show(name: PanelName, subject?: string): void {
    this.open.value = {name, subject};
  }

  close(): void {
    this.open.value = undefined;
  }
}
