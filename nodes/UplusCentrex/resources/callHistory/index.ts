import type { Resource } from '../../operation';
import { getAll } from './getAll';

export const callHistory: Resource = { name: 'Call History', value: 'callHistory', operations: [getAll] };
