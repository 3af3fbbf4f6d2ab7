import { setTimeout } from 'node:timers/promises';
import type { Sleep } from './call';

export const sleep: Sleep = (milliseconds) => setTimeout(milliseconds);
