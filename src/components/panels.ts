/**
 * The panels there are. A new one is a name in `studio/panels.ts`, an entry here, and a place in
 * `menu` if no other button opens it; its element is fetched when it is first opened.
 */
import {msg} from '@lit/localize';
import type {TemplateResult} from 'lit';
import type {PanelName} from '../studio/panels.ts';
import type {Studio} from '../studio/studio.ts';
import {
  cycleIcon,
  downloadIcon,
  expandIcon,
  filmIcon,
  floatIcon,
  galleryIcon,
  helpIcon,
  infoIcon,
  learnIcon,
  snapshotIcon,
} from './icons.ts';
import {toggleFullScreen} from './full-screen.ts';
import {toggleCycle} from './open-view.ts';
import {canFloat, toggleFloat} from './picture-in-picture.ts';
import {titleOf, titleOfKept} from './sentences.ts';

/** An element shown in the sheet; where a panel can be about several things, it is told which. */
export type PanelElement = HTMLElement & {subject?: string | undefined};

interface Panel {
  readonly tag: `cl-${string}`;
  readonly title: (studio: Studio, subject: string | undefined) => string;
  /** Defines the element. */
  readonly load: () => Promise<unknown>;
  /** Something to read: as wide and high as the screen lets it. */
  readonly isPage?: boolean;
}

export const panels: Readonly<Record<PanelName, Panel>> = {
  arrival: {
    tag: 'cl-arrival',
    title: () => msg('A style of your own', {id: 'arrival'}),
    load: () => import('./cl-arrival.ts'),
  },
  more: {
    tag: 'cl-more',
    title: () => msg('More', {id: 'more'}),
    load: () => import('./cl-more.ts'),
  },
  look: {
    tag: 'cl-look',
    title: () => msg('Adjust', {id: 'adjust'}),
    load: () => import('./cl-look.ts'),
  },
  clips: {
    tag: 'cl-clips',
    title: () => msg('Clips', {id: 'clips'}),
    load: () => import('./cl-clips.ts'),
  },
  style: {
    tag: 'cl-style-info',
    title: ({styles}, subject) => {
      const style = styles.value.find(({id}) => id === subject);
      return style ? titleOf(style) : '';
    },
    load: () => import('./cl-style-info.ts'),
  },
  install: {
    tag: 'cl-install',
    title: () => msg('Install the app', {id: 'install'}),
    load: () => import('./cl-install.ts'),
  },
  learn: {
    tag: 'cl-learn',
    title: () => msg('How it sees', {id: 'learn'}),
    load: () => import('./cl-learn.ts'),
    isPage: true,
  },
  help: {
    tag: 'cl-help',
    title: () => msg('Help and language', {id: 'help'}),
    load: () => import('./cl-help.ts'),
  },
  snapshot: {
    tag: 'cl-snapshot',
    title: () => msg('Taking pictures', {id: 'snapshot'}),
    load: () => import('./cl-snapshot.ts'),
  },
  gallery: {
    tag: 'cl-gallery',
    title: () => msg('Gallery', {id: 'gallery'}),
    load: () => import('./cl-gallery.ts'),
  },
  kept: {
    tag: 'cl-kept',
    title: titleOfKept,
    load: () => import('./cl-kept.ts'),
  },
};

export interface MenuItem {
  readonly icon: TemplateResult;
  readonly title: () => string;
  readonly run: (studio: Studio) => unknown;
  /** Whether it can be had here; absent: always. */
  readonly isOffered?: (studio: Studio) => boolean;
}

/** What the button “More” offers, in this order. */
export const menu: readonly MenuItem[] = [
  {
    icon: filmIcon,
    title: () => msg('Clips', {id: 'clips'}),
    run: ({panels}) => panels.show('clips'),
  },
  {
    icon: cycleIcon,
    title: () => msg('Cycle view', {id: 'cycle-view'}),
    run: toggleCycle,
    isOffered: ({painting}) => painting.value?.style.F !== undefined,
  },
  {
    icon: infoIcon,
    title: () => msg('About this style', {id: 'about-style'}),
    run: ({panels, choice}) => panels.show('style', choice.value?.style.id),
  },
  {
    icon: galleryIcon,
    title: () => msg('Gallery', {id: 'gallery'}),
    run: ({panels}) => panels.show('gallery'),
  },
  {
    icon: snapshotIcon,
    title: () => msg('Taking pictures', {id: 'snapshot'}),
    run: ({panels}) => panels.show('snapshot'),
  },
  {
    icon: floatIcon,
    title: () => msg('Small window', {id: 'float'}),
    run: toggleFloat,
    isOffered: canFloat,
  },
  {
    icon: learnIcon,
    title: () => msg('How it sees', {id: 'learn'}),
    run: ({panels}) => panels.show('learn'),
  },
  {
    icon: expandIcon,
    title: () => msg('Full screen', {id: 'full-screen'}),
    run: toggleFullScreen,
    isOffered: () => document.fullscreenEnabled,
  },
  {
    icon: downloadIcon,
    title: () => msg('Install the app', {id: 'install'}),
    run: ({installing, panels}) =>
      installing.way.value === 'prompt' ? installing.install() : panels.show('install'),
    isOffered: ({installing}) => installing.way.value !== undefined,
  },
  {
    icon: helpIcon,
    title: () => msg('Help and language', {id: 'help'}),
    run: ({panels}) => panels.show('help'),
  },
];
