import type { Resource } from '../../operation';
import { getAll } from './getAll';

/** Calls that have ended. */
export const callHistory: Resource = { name: 'Call History', value: 'callHistory', operations: [getAll] };
