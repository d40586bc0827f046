/** Everything that a key does, with its name for the list of them. */
import {msg} from '@lit/localize';
import type {Studio} from '../studio/studio.ts';
import {ClSheet} from './cl-sheet.ts';
import {toggleFullScreen} from './full-screen.ts';
import {toggleFloat} from './picture-in-picture.ts';
import {toggleCycle} from './open-view.ts';

interface Shortcut {
  readonly key: string;
  /** How the key is written where it is not its own name. */
  readonly label?: string;
  /** Absent where another shortcut of the list names it too. */
  readonly name?: () => string;
  readonly run: (studio: Studio) => unknown;
}

export const shortcuts: readonly Shortcut[] = [
  {
    key: ' ',
    label: '␣',
    name: () => msg('Take a picture', {id: 'snap'}),
    run: ({shutter}) => shutter.press(),
  },
  {
    key: 'r',
    name: () => msg('Record a clip, or end it', {id: 'record-key'}),
    run: (studio) => studio.record(),
  },
  {
    key: 'c',
    name: () => msg('Compare with the original', {id: 'compare'}),
    run: ({looks}) => looks.adjust({split: looks.look.value.split > 0 ? 0 : 0.5}),
  },
  {key: 'd', name: () => msg('Turn the direction', {id: 'turn'}), run: (studio) => studio.turn()},
  {
    key: 'm',
    name: () => msg('Mirror', {id: 'mirror'}),
    run: ({looks}) => looks.adjust({mirror: !looks.look.value.mirror}),
  },
  {
    key: 'ArrowLeft',
    label: '←',
    name: () => msg('Previous style', {id: 'previous-style'}),
    run: (studio) => studio.step(-1),
  },
  {
    key: 'ArrowRight',
    label: '→',
    name: () => msg('Next style', {id: 'next-style'}),
    run: (studio) => studio.step(1),
  },
  {key: 'v', name: () => msg('Cycle view', {id: 'cycle-view'}), run: toggleCycle},
  {
    key: '+',
    label: '+ −',
    name: () => msg('Zoom', {id: 'zoom'}),
    run: ({zoom}) => zoom.by(1.25),
  },
  {key: '-', run: ({zoom}) => zoom.by(1 / 1.25)},
  {key: '0', run: ({zoom}) => zoom.reset()},
  {key: 'p', name: () => msg('Small window', {id: 'float'}), run: toggleFloat},
  {
    key: 'k',
    name: () => msg('Play or pause a clip', {id: 'play-pause'}),
    run: ({playback, source}) => source.value?.kind === 'clip' && playback.toggle(),
  },
  {key: 'f', name: () => msg('Full screen', {id: 'full-screen'}), run: toggleFullScreen},
  {
    key: 'i',
    name: () => msg('About this style', {id: 'about-style'}),
    run: ({panels, choice}) => panels.show('style', choice.value?.style.id),
  },
  {
    key: '?',
    name: () => msg('Help and language', {id: 'help'}),
    run: ({panels}) => panels.show('help'),
  },
];

/** Whether the key belongs to what has the focus: a panel, a field, or a button that space presses. */
function isTaken(event: KeyboardEvent): boolean {
  const path = event.composedPath();
  const [target] = path;
  if (path.some((part) => part instanceof ClSheet)) return true;
  if (!(target instanceof Element)) return false;
  if (target.matches('select, [role=slider], input[type=range]')) return true;
  if (event.key.startsWith('Arrow')) return target.matches('input');
  return event.key === ' ' && target.matches('button, input');
}

/** Does what a key stands for; tells whether it stood for something. */
export function pressKey(event: KeyboardEvent, studio: Studio): boolean {
  const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
  const isLive = studio.isLive.value && !studio.clips.repainting.isOn.value;
  if (hasModifier || isTaken(event) || !isLive) return false;
  const style = studio.styles.value[Number(event.key) - 1];
  const shortcut = shortcuts.find(({key}) => key === event.key || key === event.key.toLowerCase());
  if (!style && !shortcut) return false;
  event.preventDefault();
  // A key that is held does its work once.
  if (event.repeat && event.key === ' ') return true;
  if (style) void studio.choose(style);
  else shortcut?.run(studio);
  return true;
}
