import type { Resource } from '../../operation';
import { getAll } from './getAll';
import { send } from './send';

/** Text messages. */
export const message: Resource = { name: 'Text Message', value: 'message', operations: [send, getAll] };
