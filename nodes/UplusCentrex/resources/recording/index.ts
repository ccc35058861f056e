import type { Resource } from '../operation';
import { remove } from './delete';
import { download } from './download';
import { getAll } from './getAll';

/** Recorded calls. */
export const recording: Resource = { name: 'Recording', value: 'recording', operations: [download, getAll, remove] };
