/** The worker's way in: only wires. Nothing may be awaited before `expose`, or messages are lost. */
import {expose} from 'comlink';
import {Stylizer} from './stylizer.ts';

expose(new Stylizer());
