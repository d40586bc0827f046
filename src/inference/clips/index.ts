/** All about clips, for the worker to load when the first one is wanted. */
export {finish} from './finish.ts';
export {planClip} from './formats.ts';
export {animate} from './gif.ts';
export {Recorder} from './recorder.ts';
export {measure, repaint, type PaintFrame} from './repaint.ts';
export {clipSize} from './shape.ts';
