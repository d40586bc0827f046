/** The worker's way in: only wires. Nothing may be awaited before `expose`, or messages are lost. */
import {expose} from 'comlink';
import {trustOwnFiles} from '../domain/trusted.ts';
import {Stylizer} from './stylizer.ts';

trustOwnFiles();
expose(new Stylizer());
