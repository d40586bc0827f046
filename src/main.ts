/** The page's way in: only wires. */
import '@fontsource/instrument-serif/latin-400.css';
import '@fontsource/instrument-serif/latin-400-italic.css';
import './theme.css';
import './components/cl-app.ts';
import {settleLocale} from './components/localisation.ts';
import {trustOwnFiles} from './domain/trusted.ts';
import {openWhatCame} from './studio/incoming.ts';
import {parseLaunch} from './studio/launch.ts';
import {watchReturns} from './studio/camera-watch.ts';
import {Studio} from './studio/studio.ts';
import {watchUpdates} from './studio/updates.ts';

trustOwnFiles();
const launch = parseLaunch(location.search);
const studio = new Studio(launch);
studio.prepare().catch((error: unknown) => studio.fail(error));
// The words come first: elements would else be drawn twice.
await settleLocale();
const app = document.createElement('cl-app');
app.studio = studio;
app.clean = launch.isClean;
document.body.append(app);
studio.installing.watch();
void openWhatCame(studio, launch);
if (launch.pack) studio.arrivals.fetch(launch.pack).catch((error: unknown) => studio.fail(error));

// Some browsers report harmless things, like a ResizeObserver's loop, without an error.
addEventListener('error', (event) => {
  if (event.error) studio.fail(event.error);
});
addEventListener('unhandledrejection', (event) => studio.fail(event.reason));
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) void studio.resume();
});
// Into the browser's cache of whole pages, which takes none whose camera is on, and out of it.
addEventListener('pagehide', () => studio.cameras.rest());
addEventListener('pageshow', ({persisted}) => {
  if (persisted) void studio.resume();
});
watchReturns(() => {
  const {value: phase} = studio.phase;
  // Where a camera was missed.
  if (phase.kind === 'failed' && phase.error.startsWith('Camera')) void studio.start();
});
// A part of the app that is gone from the server: a newer version has taken its place.
addEventListener('vite:preloadError', ({payload}) => {
  studio.update.value = () => location.reload();
  Object.assign(payload, {name: 'AbortError'});
});
watchUpdates((update) => (studio.update.value = update));
