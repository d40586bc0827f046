/** Why a style was turned away, in words, and what would help. */
import {msg} from '@lit/localize';
import type {Refusal} from '../domain/refusal.ts';

const sentences: Record<Refusal, () => string> = {
  'too-large': () =>
    msg('It is larger than Cyclelens can bear: more weights, more steps or larger pictures.', {
      id: 'refused-too-large',
    }),
  malformed: () =>
    msg('It is damaged, or not what its name says. Fetch or make it again.', {
      id: 'refused-malformed',
    }),
  'external-data': () =>
    msg('Its weights lie in another file. Export it again as one file.', {
      id: 'refused-external-data',
    }),
  operator: () =>
    msg(
      'It uses an operation that Cyclelens does not run: loops, chance or one of its maker’s own.',
      {
        id: 'refused-operator',
      },
    ),
  graph: () => msg('Its parts do not hang together. Export it again.', {id: 'refused-graph'}),
  pictures: () =>
    msg('It does not make one colour picture out of one colour picture.', {
      id: 'refused-pictures',
    }),
  'number-type': () =>
    msg('It computes with other numbers than f32 or f16. Export it as one of these.', {
      id: 'refused-number-type',
    }),
  size: () => msg('It asks for a picture size that cannot be served here.', {id: 'refused-size'}),
  'does-not-run': () => msg('It does not run on this device.', {id: 'refused-does-not-run'}),
  hangs: () => msg('It took too long and was stopped.', {id: 'refused-hangs'}),
  'pack-files': () =>
    msg('A file in the pack is missing, changed, compressed or too many. Make the pack again.', {
      id: 'refused-pack-files',
    }),
  'pack-description': () =>
    msg('What the pack says about itself is not right. Make the pack again.', {
      id: 'refused-pack-description',
    }),
  storage: () =>
    msg('This browser would not keep it: it is full, or a private window.', {
      id: 'refused-storage',
    }),
};

/** What was wrong with a style that was turned away. */
export const sentenceForRefusal = (reason: Refusal): string => sentences[reason]();
