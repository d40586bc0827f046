/** The way into the worker that writes clips: only wires. */
import {expose} from 'comlink';
import {trustOwnFiles} from '../../domain/trusted.ts';
import {ClipDesk} from './clip-desk.ts';

trustOwnFiles();
expose(new ClipDesk());
