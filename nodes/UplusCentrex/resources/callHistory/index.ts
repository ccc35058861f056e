import type { Resource } from '../operation';
import { getAll } from './getAll';
import { getAllInbound } from './getAllInbound';

/** Calls that have ended. */
export const callHistory: Resource = { name: 'Call History', value: 'callHistory', operations: [getAll, getAllInbound] };
