import type { Resource } from '../operation';
import { find } from './find';
import { getAll } from './getAll';

/** The line's address book. */
export const contact: Resource = { name: 'Contact', value: 'contact', operations: [getAll, find] };
