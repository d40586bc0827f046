/** Pictures taken: the last one at hand, and the ways out of the app for one. */
import {signal} from '@preact/signals-core';

export interface Shot {
  readonly file: File;
  /** Object URL of the file, good as long as the shot is the last one. */
  readonly url: string;
}

export class Shots {
  readonly last = signal<Shot | undefined>(undefined);

  /** Keeps a picture as the last one. */
  keep(picture: Blob, style: string, now = new Date()): void {
    const time = now.toISOString().slice(0, 19).replaceAll(':', '-');
    const file = new File([picture], `cyclelens-${style}-${time}.png`, {type: picture.type});
    if (this.last.value) URL.revokeObjectURL(this.last.value.url);
    this.last.value = {file, url: URL.createObjectURL(file)};
  }
}

/** Whether the browser can hand a picture to other apps. */
export const canShare = ({file}: Shot) =>
  'canShare' in navigator && navigator.canShare({files: [file]});

/** Offers a picture to other apps; the user may change their mind. */
export const share = ({file}: Shot) => navigator.share({files: [file]}).catch(() => undefined);

/** Saves a picture among the browser's downloads. */
export function download({file, url}: Shot): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
}
