/** Hands the one Studio to the elements. Its identity never changes; what changes are its signals. */
import {createContext} from '@lit/context';
import type {Studio} from './studio.ts';

export const studioContext = createContext<Studio>('studio');
