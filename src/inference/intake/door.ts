/** The way into the worker that lets files in: only wires. */
import {expose} from 'comlink';
import {trustOwnFiles} from '../../domain/trusted.ts';
import {Intake} from './intake.ts';

trustOwnFiles();
expose(new Intake());
